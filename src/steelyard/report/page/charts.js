// What all charts share, and which of them stands where. Colours are the page's custom
// properties, so that dark mode and paper follow the style sheet and nothing is drawn twice.
const colour = (name) => `var(--${name})`;
const text = { color: colour("ink-2"), fontSize: 11, fontFamily: "inherit" };
const drawn = new Map();

function draw(element, option, height) {
  element.style.height = height + "px";
  const chart = drawn.get(element) || echarts.init(element, null, { renderer: "svg", width: widthOf(element), height });
  if (chart.getHeight() !== height) chart.resize({ height });
  chart.setOption({ animation: false, textStyle: text, ...option });
  drawn.set(element, chart);
  scalable(element, chart);
}

// With a view box the style sheet can fit a picture to paper without drawing it again.
function scalable(element, chart) {
  element.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
}

// A hidden view has no width: draw it as wide as paper is, and fit it when it is opened.
function widthOf(element) {
  return element.clientWidth || 680;
}

function fit() {
  for (const [element, chart] of drawn) {
    if (!element.clientWidth || element.clientWidth === chart.getWidth()) continue;
    chart.resize({ width: element.clientWidth });
    scalable(element, chart);
  }
}

function tooltip(formatter) {
  return {
    trigger: "axis",
    confine: true,
    backgroundColor: colour("card"),
    borderColor: colour("line"),
    textStyle: { ...text, color: colour("ink") },
    axisPointer: { type: "line", lineStyle: { color: colour("ink-3"), type: "solid", width: 1 } },
    formatter,
  };
}

function escaped(value) {
  const holder = document.createElement("span");
  holder.textContent = value;
  return holder.innerHTML;
}

const still = { silent: true, emphasis: { disabled: true } };

// ---- axes of money ------------------------------------------------------------------------
// Marks at 1, 2, 2.5 or 5 times a power of ten, so that labels are short and equally exact.
function intervals(span) {
  const power = 10 ** Math.floor(Math.log10(Math.max(span, 1e-9)));
  return [0.1, 0.2, 0.25, 0.5, 1, 2].map((times) => times * power);
}

// The interval that gives about so many marks and leaves the least air on top.
function fitting(bottom, top, splits) {
  const marks = (interval) => Math.ceil(top / interval - 1e-9) - Math.floor(bottom / interval + 1e-9);
  const far = (interval) => Math.max(0, Math.abs(marks(interval) - splits) - 1);
  const air = (interval) => marks(interval) * interval;
  const worse = (one, other) => far(one) - far(other) || air(one) - air(other);
  return intervals(top - bottom).reduce((best, next) => (worse(next, best) <= 0 ? next : best));
}

function moneyAxis(values, splits, headroom) {
  const top = Math.max(...values, 0) * headroom || 1;
  const bottom = Math.min(...values, 0);
  const interval = fitting(bottom, top, splits);
  const [size, name] = stepOf(Math.max(top, -bottom));
  const least = Math.max(0, -Math.floor(Math.log10(interval / size) + 1e-9));
  const decimals = Math.abs((interval / size) * 10 ** least % 1) > 1e-6 ? least + 1 : least;
  return {
    unit: unitOf(name),
    axis: {
      type: "value",
      min: Math.floor(bottom / interval + 1e-9) * interval,
      max: Math.ceil(top / interval - 1e-9) * interval,
      interval,
      splitLine: { lineStyle: { color: colour("line") } },
      axisLabel: { ...text, formatter: (v) => grouped(v / size, decimals), hideOverlap: true },
    },
  };
}

function withUnit(name, unit) {
  return unit ? (language === "zh" ? `${name}（${unit}）` : `${name} (${unit})`) : name;
}

const headed = {
  nameLocation: "end",
  nameGap: 9,
  nameTextStyle: { ...text, color: colour("ink"), fontWeight: 600, align: "left", padding: [0, 0, 0, -50] },
};

// Every month, or every second or third of a long row, so that labels stand apart.
function monthLabel(months) {
  const interval = Math.ceil(months.length / 14) - 1;
  return { ...text, formatter: (m) => m.slice(2).replace("-", "/"), interval, hideOverlap: true };
}

function drawIn(view) {
  for (const element of view.querySelectorAll(".chart")) {
    if (drawn.has(element)) continue;
    if (element.id === "curve") drawCurve(element);
    else if (element.id === "trend") drawTrend(element);
    else if (element.id === "channel") drawChannel(element);
    else if (element.dataset.steelyard) drawSteelyard(element);
    else drawPicture(element);
  }
}

// Paper shows every flagged dealer on a sheet of its own, so pictures are drawn lower there.
function drawPictures(size) {
  for (const element of document.querySelectorAll(".picture")) drawPicture(element, size);
  for (const element of document.querySelectorAll(".weighing")) drawSteelyard(element, size === ON_PAPER ? SHEETS.paper : SHEETS.screen);
}
