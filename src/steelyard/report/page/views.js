// Which part of the page is in sight, keys, and getting everything ready for paper.
const views = [...document.querySelectorAll("section.view")];
let tableOpened = null;

function show() {
  const wanted = location.hash.slice(1).split("?")[0] || "glance";
  if (wanted === "main") return;
  const part = document.getElementById(wanted);
  const view = part?.closest("section.view") || views[0];
  for (const other of views) other.classList.toggle("shown", other === view);
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view !== view.dataset.view) { link.removeAttribute("aria-current"); continue; }
    link.setAttribute("aria-current", "page");
    link.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  drawIn(view);
  fit();
  if (view.id === "table") readyTable();
  if (part && part !== view) part.scrollIntoView();
  else window.scrollTo(0, 0);
}

function readyTable() {
  if (!scroll) return;
  if (tableOpened) {
    readAddress();
    choose();
  } else if (typeof DecompressionStream === "undefined") {
    tableOpened = Promise.resolve();
    document.getElementById("old").hidden = false;
    scroll.hidden = true;
  } else {
    tableOpened = openTable();
  }
}

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && scroll) {
    event.preventDefault();
    if (!location.hash.startsWith("#table")) location.hash = "table";
    setTimeout(() => document.getElementById("search").focus());
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const view = document.querySelector("section.shown");
  if (event.key === "ArrowRight") view.querySelector("a[rel=next]")?.click();
  if (event.key === "ArrowLeft") view.querySelector("a[rel=prev]")?.click();
  if (view.id === "glance" && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const links = [...document.querySelectorAll("#queue a")].filter((link) => link.offsetParent);
    const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (links[next]) { event.preventDefault(); links[next].focus(); }
  }
}

// A phone shows the queue as a short list first (the styles say what that is); a page without
// scripts shows it whole.
function readyQueue() {
  const button = document.getElementById("unfold");
  if (!button) return;
  const fold = (folded) => {
    document.getElementById("queue").closest(".queue").classList.toggle("short", folded);
    button.setAttribute("aria-expanded", String(!folded));
  };
  button.hidden = false;
  button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") === "true"));
  fold(true);
}

// Paper shows every flagged dealer, so all pictures must be drawn before it is laid out.
function readyForPaper() {
  drawIn(views[0]);
  drawPictures(ON_PAPER);
}

function backToScreen() {
  drawPictures(ON_SCREEN);
  fit();
}

document.documentElement.classList.add("scripted");
window.addEventListener("hashchange", show);
window.addEventListener("resize", fit);
window.addEventListener("beforeprint", readyForPaper);
window.addEventListener("afterprint", backToScreen);
document.addEventListener("keydown", keys);
document.getElementById("print").addEventListener("click", () => window.print());
readyQueue();
show();
