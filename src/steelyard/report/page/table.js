// 经销商月销量状况分析表: filter, sort, shade, export. Only the rows in sight are in the page.
const ROW = 30;
const table = data.table;
const dealers = table.dealers;
const filters = ["search", "month", "tier", "region", "verdict"].map((id) => document.getElementById(id));
const scroll = document.getElementById("scroll");
let columns = [];
let chosen = new Uint32Array(0);
let order = { name: "sell_in_amount", down: true };
let shades = new Map();

// Columns that name the row; each has a value to sort by and a text to show.
function naming(keys) {
  const { dealer, month, verdict } = keys;
  const collate = new Intl.Collator(locale, { numeric: true });
  const place = (texts) => {
    const sorted = texts.map((t, i) => i).sort((a, b) => collate.compare(texts[a], texts[b]) || a - b);
    const places = new Float64Array(texts.length);
    sorted.forEach((i, at) => { places[i] = at; });
    return places;
  };
  const by = (places, index) => (row) => places[index[row]];
  const of = (list) => (row) => list[dealer[row]];
  const regions = dealers.region.map((r) => table.regions[r] || "");
  return [
    { name: "dealer", text: of(dealers.name), sort: by(place(dealers.name), dealer) },
    { name: "dealer_id", text: of(dealers.id), sort: by(place(dealers.id), dealer), seen: (row) => (nameless(dealer[row]) ? "" : dealers.id[dealer[row]]) },
    { name: "month", text: (row) => table.months[month[row]], sort: (row) => month[row] },
    { name: "verdict", text: (row) => data.verdicts[verdict[row]], sort: (row) => verdict[row] },
    { name: "tier", text: (row) => data.tiers[dealers.tier[dealer[row]]], sort: (row) => -dealers.tier[dealer[row]] },
    { name: "region", text: of(regions), sort: by(place(regions), dealer) },
    { name: "level", text: of(dealers.level), sort: of(dealers.level) },
  ];
}

// A dealer without a name is told by its id, and once is enough.
function nameless(d) {
  return dealers.name[d] === dealers.id[d];
}

async function openTable() {
  const [dealer, month, verdict] = await Promise.all(
    [table.dealer, table.month, table.verdict].map((packed) => unpack(packed, table.rows)));
  const keys = { dealer, month, verdict };
  columns = naming(keys).filter(({ name }) => name !== "region" || table.regions.some(Boolean))
    .filter(({ name }) => name !== "dealer_id" || !dealers.id.every((_, d) => nameless(d)))
    .filter(({ name }) => name !== "level" || new Set(dealers.level).size > 1);
  for (const { name, kind, packed } of table.columns) {
    const values = await unpack(packed, table.rows);
    columns.push({ name, kind, values, sort: (row) => values[row] });
  }
  if (!columns.some(({ name }) => name === order.name)) order = { name: "month", down: true };
  Object.assign(table, keys);
  drawHead();
  fillFilters();
  readAddress();
  choose();
  for (const filter of filters) filter.addEventListener("input", () => { choose(); writeAddress(); });
  scroll.addEventListener("scroll", () => requestAnimationFrame(drawRows));
  window.addEventListener("resize", showMore);
  document.getElementById("clear").addEventListener("click", () => { for (const f of filters) f.value = ""; choose(); writeAddress(); });
  document.getElementById("export").addEventListener("click", exportSeen);
}

function element(tag, content, attributes = {}) {
  const made = document.createElement(tag);
  if (content !== undefined) made.textContent = content;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function drawHead() {
  const row = document.createElement("tr");
  for (const column of columns) {
    const unit = { money: data.currency, points: words.table.points }[column.kind];
    const cell = element("th", undefined, { scope: "col", title: data.definitions[column.name], "data-column": column.name });
    if (column.kind) cell.className = "num";
    const button = element("button", withUnit(data.columnWords[column.name], unit), { type: "button" });
    button.addEventListener("click", () => {
      order = { name: column.name, down: order.name === column.name ? !order.down : Boolean(column.kind) };
      choose();
    });
    cell.append(button);
    row.append(cell);
  }
  document.querySelector("#grid thead").append(row);
}

function fillFilters() {
  const [, month, tier, region, verdict] = filters;
  const add = (select, value, label) => select.append(element("option", label, { value }));
  [...table.months].reverse().forEach((m) => add(month, m, m));
  const tiers = new Set(dealers.tier);
  data.tiers.forEach((name, i) => tiers.has(i) && add(tier, i, name));
  const names = table.regions.map((name, i) => [name, i]).sort((a, b) => a[0].localeCompare(b[0], locale));
  for (const [name, i] of names) add(region, i, name || words.table.no_region);
  const verdicts = new Set(table.verdict);
  data.verdicts.forEach((name, i) => verdicts.has(i) && add(verdict, i, name));
  region.closest("label").hidden = !table.regions.some(Boolean);
  if (table.months.includes(table.asOf)) month.value = table.asOf;
}

// ---- which rows, in which order ------------------------------------------------------------
function choose() {
  const [search, month, tier, region, verdict] = filters.map((f) => f.value);
  const sought = search.trim().toLowerCase();
  const fits = dealers.name.map((name, d) =>
    (!sought || name.toLowerCase().includes(sought) || dealers.id[d].toLowerCase().includes(sought)) &&
    (tier === "" || dealers.tier[d] === Number(tier)) &&
    (region === "" || dealers.region[d] === Number(region)));
  const wanted = month === "" ? -1 : table.months.indexOf(month);
  const rows = new Uint32Array(table.rows);
  let count = 0;
  for (let row = 0; row < table.rows; row++) {
    if (fits[table.dealer[row]] && (wanted < 0 || table.month[row] === wanted) &&
        (verdict === "" || table.verdict[row] === Number(verdict))) rows[count++] = row;
  }
  chosen = rows.subarray(0, count);
  sortChosen();
  shades = new Map(columns.filter((c) => c.values).map((c) => [c.name, scaleOf(c)]));
  document.getElementById("count").textContent = fill(words.table.rows, { rows: grouped(count, 0), total: grouped(table.rows, 0) });
  document.getElementById("none").hidden = count > 0;
  scroll.hidden = count === 0;
  scroll.scrollTop = 0;
  drawRows();
}

// Missing values stand last either way; equal ones keep the order of dealer and month.
function sortChosen() {
  const column = columns.find(({ name }) => name === order.name);
  const key = new Float64Array(table.rows);
  for (const row of chosen) key[row] = column.sort(row);
  const sign = order.down ? -1 : 1;
  chosen.sort((a, b) => {
    const x = key[a];
    const y = key[b];
    if (x !== x || y !== y) return x !== x ? (y !== y ? a - b : 1) : -1;
    return x === y ? a - b : x < y ? -sign : sign;
  });
  for (const cell of document.querySelectorAll("#grid th")) {
    const mine = cell.dataset.column === order.name;
    cell.setAttribute("aria-sort", mine ? (order.down ? "descending" : "ascending") : "none");
  }
}

// The 99th percentile of sizes is the darkest shade, so that one giant does not pale the rest.
function scaleOf({ values }) {
  const step = Math.max(1, Math.floor(chosen.length / 4000));
  const sizes = [];
  for (let i = 0; i < chosen.length; i += step) {
    const size = Math.abs(values[chosen[i]]);
    if (size === size) sizes.push(size);
  }
  sizes.sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length * 0.99)] || 0;
}

// ---- the rows in sight -------------------------------------------------------------------
function drawRows() {
  const body = document.querySelector("#grid tbody");
  const first = Math.max(0, Math.floor(scroll.scrollTop / ROW) - 10);
  const last = Math.min(chosen.length, first + Math.ceil(window.innerHeight / ROW) + 20);
  const rows = [];
  for (let i = first; i < last; i++) rows.push(rowOf(chosen[i]));
  body.replaceChildren(gap(first), ...rows, gap(chosen.length - last));
  showMore();
}

// A shadow at the right edge as long as there are columns further to the right.
function showMore() {
  const more = scroll.scrollLeft + scroll.clientWidth < scroll.scrollWidth - 1;
  document.getElementById("sheet").classList.toggle("more", more);
}

function gap(rows) {
  const row = document.createElement("tr");
  row.className = "gap";
  row.style.height = rows * ROW + "px";
  return row;
}

function rowOf(row) {
  const line = document.createElement("tr");
  const verdict = data.verdictNames[table.verdict[row]];
  line.dataset.dealer = dealers.id[table.dealer[row]];
  line.dataset.month = table.months[table.month[row]];
  if (["watch", "inflated", "overmighty"].includes(verdict)) line.className = verdict;
  for (const column of columns) line.append(column.values ? figure(column, row) : nameCell(column, row, verdict));
  return line;
}

function nameCell(column, row, verdict) {
  const cell = document.createElement(column.name === "dealer" ? "th" : "td");
  const label = (column.seen || column.text)(row);
  const rank = data.paged[table.dealer[row]];
  const place = table.months[table.month[row]] === table.asOf && data.cleared[table.dealer[row]];
  if (column.name === "dealer" && rank) cell.append(element("a", label, { href: "#dealer-" + rank }));
  else if (column.name === "dealer" && verdict === "genuine" && place) cell.append(element("a", label, { href: "#genuine-" + place }));
  else if (column.name === "verdict" && verdict === "watch") cell.textContent = "▲ " + label;
  else if (column.name === "verdict" && (verdict === "inflated" || verdict === "overmighty")) cell.textContent = "◆ " + label;
  else cell.textContent = label;
  cell.title = column.text(row);
  return cell;
}

function figure(column, row) {
  const value = column.values[row];
  const cell = document.createElement("td");
  cell.className = "num";
  if (value !== value) return cell;
  cell.textContent = shown[column.kind](value);
  cell.title = inFull[column.kind](value);
  const darkest = shades.get(column.name);
  if (darkest) cell.style.setProperty("--heat", Math.min(1, (Math.abs(value) / darkest) ** 0.7).toFixed(2));
  return cell;
}

// ---- out of the page ---------------------------------------------------------------------
function exportSeen() {
  const quoted = (v) => `"${String(v).replaceAll('"', '""')}"`;
  // A text that a spreadsheet would take for a formula is led by an apostrophe.
  const safe = (v) => quoted(/^[=+\-@\t\r]/.test(v) ? "'" + v : v);
  const lines = [columns.map((c) => quoted(data.columnWords[c.name])).join(",")];
  for (const row of chosen) {
    lines.push(columns.map((c) => (c.values ? (c.values[row] === c.values[row] ? c.values[row] : "") : safe(c.text(row)))).join(","));
  }
  const link = element("a", undefined, { download: "monthly.csv" });
  link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
  link.click();
  URL.revokeObjectURL(link.href);
}

// Filters stand in the address, so that a view can be sent to a colleague.
function writeAddress() {
  const asked = new URLSearchParams();
  for (const f of filters) if (f.value || f.id === "month") asked.set(f.id === "search" ? "q" : f.id, f.value);
  history.replaceState(null, "", "#table?" + asked);
}

function readAddress() {
  const [view, query] = location.hash.slice(1).split("?");
  if (view !== "table" || !query) return;
  const asked = new URLSearchParams(query);
  for (const f of filters) {
    const value = asked.get(f.id === "search" ? "q" : f.id);
    if (value !== null) f.value = value;
  }
}
