// The pictures. Colours are the page's custom properties, so that dark mode and paper follow
// the style sheet and nothing is drawn twice.
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

// ---- one dealer -------------------------------------------------------------------------
const PANELS = [
  { key: "amount", expected: "expected", name: "amount", write: money },
  { key: "orders", expected: "ordersExpected", name: "orders", write: (v) => grouped(v, v % 1 ? 1 : 0), axis: (v) => grouped(v, 0) },
  { key: "share", expected: "shareExpected", name: "share", write: (v) => percent(v) },
];
// Heights of the four panels, from the top, and of the whole: on a screen, and on a sheet of A4.
const ON_SCREEN = { heights: [170, 62, 62, 84], gap: 36, whole: 542 };
const ON_PAPER = { heights: [88, 28, 28, 40], gap: 23, whole: 291 };

function drawPicture(element, { heights, gap, whole } = ON_SCREEN) {
  const p = data.pictures[Number(element.dataset.picture)];
  let top = 26;
  const grids = heights.map((height) => {
    const grid = { left: 58, right: 14, top, height };
    top += height + gap;
    return grid;
  });
  draw(element, {
    grid: [...grids, ...grids.slice(0, 3)],
    xAxis: [...monthAxes(p), ...bandAxes(p), bracketAxis(p)],
    yAxis: [...valueAxes(p), dayAxis(), ...bandScales()],
    axisPointer: { link: [{ xAxisIndex: [0, 1, 2, 3] }] },
    tooltip: tooltip((hits) => pictureTip(p, hits[0].dataIndex)),
    series: [...PANELS.flatMap((panel, i) => panelSeries(p, panel, i)), daySeries(p), ...bandSeries(p), bracket(p)],
  }, whole);
}

// Every month, or every second or third of a long row, so that labels stand apart.
function monthLabel(months) {
  const interval = Math.ceil(months.length / 14) - 1;
  return { ...text, formatter: (m) => m.slice(2).replace("-", "/"), interval, hideOverlap: true };
}

function monthAxes(p) {
  return [0, 1, 2, 3].map((i) => ({
    type: "category",
    data: p.months,
    gridIndex: i,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour("line-2") } },
    axisLabel: { ...monthLabel(p.months), show: i === 3 },
    axisPointer: { show: true, label: { show: false } },
  }));
}

// Bands have axes of their own: on the bars' axes they would push the bars aside.
function bandAxes(p) {
  return [0, 1, 2].map((i) => ({ type: "category", data: p.months, gridIndex: 4 + i, show: false }));
}

// As many decimals as the largest share needs, the same on every mark of the axis.
function shareMark(p) {
  const largest = Math.max(...p.share.map(Number));
  const decimals = largest < 0.004 ? 2 : largest < 0.04 ? 1 : 0;
  return (v) => percent(v, decimals);
}

function amountAxis(p) {
  const missing = p.claims.filter((c) => c.lies === "missing").map((c) => Math.max(p.amount[c.month], 0) + c.amount);
  return moneyAxis([...p.amount, ...p.expected, ...missing], 4, 1.08);
}

function valueAxes(p) {
  const { unit, axis } = amountAxis(p);
  const small = PANELS.slice(1).map((panel, i) => ({
    type: "value",
    gridIndex: 1 + i,
    name: words.chart[panel.name],
    ...headed,
    splitNumber: 2,
    splitLine: { lineStyle: { color: colour("line") } },
    axisLabel: { ...text, formatter: panel.key === "share" ? shareMark(p) : panel.axis, hideOverlap: true },
  }));
  return [{ ...axis, gridIndex: 0, name: withUnit(words.chart.amount, unit), ...headed }, ...small];
}

function dayAxis() {
  return {
    type: "value",
    gridIndex: 3,
    min: 0,
    max: 32,
    interval: 8,
    inverse: true,
    name: words.chart.days,
    ...headed,
    nameLocation: "start",
    splitLine: { lineStyle: { color: colour("line") } },
    axisLabel: { ...text, hideOverlap: true, formatter: (d) => (d > 0 && d < 32 ? fill(words.chart.day, { day: d }) : "") },
  };
}

function bandScales() {
  return [0, 1, 2].map((i) => ({ type: "value", gridIndex: 4 + i, min: 0, max: 1, show: false }));
}

function panelSeries(p, panel, i) {
  const at = { xAxisIndex: i, yAxisIndex: i, z: 3 };
  const flagged = new Set(p.flagged);
  const part = new Map(i === 0 ? p.claims.map((c) => [c.month, inQuestion(p, c)]) : []);
  const bars = p[panel.key].map((value, m) => ({
    value: value - Math.max(part.get(m)?.within || 0, 0),
    itemStyle: { color: flagged.has(m) ? colour("amber-bar") : colour("bar") },
  }));
  const drawnAs = { ...at, ...still, type: "bar", stack: panel.key, barMaxWidth: 22, barCategoryGap: "28%" };
  const solid = { color: colour("amber") };
  const ghost = { color: "transparent", borderColor: colour("amber"), borderType: "dashed", borderWidth: 1.5 };
  return [
    { ...drawnAs, data: bars, markPoint: i === 0 ? triangle(p, part) : undefined },
    { ...drawnAs, data: p.months.map((_, m) => part.get(m)?.within ?? null), itemStyle: solid },
    { ...drawnAs, data: p.months.map((_, m) => part.get(m)?.missing ?? null), itemStyle: ghost },
    ...expectedLine(p, panel, at),
    ...(i === 0 && together(p) ? [togetherLine(p)] : []),
  ];
}

// The expected single month. Where months were weighed together it is not the measure: paler.
function expectedLine(p, panel, at) {
  const first = together(p)?.first ?? p.months.length;
  const paler = panel.key === "amount" ? first : p.months.length;
  const style = { ...at, ...still, z: 4, type: "line", symbol: "none", connectNulls: false, step: false };
  const usual = p[panel.expected];
  return [
    { ...style, data: usual.map((v, m) => (m < paler ? v : null)), lineStyle: { color: colour("ink"), width: 1.6, type: [5, 3] } },
    { ...style, data: usual.map((v, m) => (m >= paler - 1 ? v : null)), lineStyle: { color: colour("ink-3"), width: 1.2, type: [2, 3] } },
  ];
}

// The claim whose months were weighed together, where the single month does not show it.
function together(p) {
  const claim = p.claims.at(-1);
  return claim && claim.aMonth !== null ? claim : undefined;
}

// What the months together were expected to hold, a month: as wide as the bracket above it.
function togetherLine(p) {
  const { first, month, aMonth } = together(p);
  const { min, max } = amountAxis(p).axis;
  const height = (aMonth - min) / (max - min);
  return {
    ...still,
    type: "line",
    xAxisIndex: 7,
    yAxisIndex: 4,
    z: 5,
    symbol: "none",
    data: [[first, height], [month + 1, height]],
    lineStyle: { color: colour("ink"), width: 2.2, type: "solid" },
  };
}

// What is in question is part of the month's bar, or a bar that is missing, or lies before.
function inQuestion(p, claim) {
  const bar = Math.max(p.amount[claim.month], 0);
  if (claim.lies === "in the month") return { within: Math.min(claim.amount, bar) || null, top: bar };
  if (claim.lies === "missing") return { missing: claim.amount, top: bar + claim.amount };
  return { top: bar };
}

// The month in question: a triangle above its bar.
function triangle(p, part) {
  const month = p.flagged.at(-1);
  if (month === undefined) return undefined;
  return {
    silent: true,
    symbol: "triangle",
    symbolSize: [10, 8],
    symbolOffset: [0, -7],
    itemStyle: { color: colour("amber") },
    data: [{ coord: [month, part.get(month).top] }],
  };
}

// Above the bars, in a line with the head: over which months, and how much is in question.
function bracketAxis(p) {
  return { type: "value", min: 0, max: p.months.length, gridIndex: 4, show: false };
}

function bracket(p) {
  const claim = p.claims.at(-1);
  const at = { ...still, type: "line", xAxisIndex: 7, yAxisIndex: 4, data: [] };
  if (!claim || !claim.amount) return at;
  const months = claim.month + 1 - claim.first;
  const said = fill(months > 1 ? words.chart.claim_many : words.chart.claim_one, { months, amount: money(claim.amount) });
  return {
    ...at,
    markLine: {
      ...still,
      symbol: "none",
      lineStyle: { color: colour("amber"), width: 2.5, type: "solid" },
      label: { show: true, rotate: 0, position: "insideEndTop", distance: [0, 5], formatter: "▲ " + said, color: colour("amber-ink"), fontWeight: 700, fontSize: 12 },
      data: [[{ coord: [claim.first, 1] }, { coord: [claim.month + 1, 1] }]],
    },
  };
}

function daySeries(p) {
  const flagged = new Set(p.flagged);
  const points = p.days.flatMap((days, m) =>
    days.map((d) => ({ value: [m, d], itemStyle: { color: flagged.has(m) ? colour("amber") : colour("ink-2") } })));
  return { ...still, type: "scatter", xAxisIndex: 3, yAxisIndex: 3, data: points, symbol: "rect", symbolSize: [7, 2.4], z: 3 };
}

function bandSeries(p) {
  const festivals = new Map(p.festivals.map((f) => [f.month, f]));
  const promoted = new Set(p.promoted);
  const bands = (has, fillColour, letter) => [0, 1, 2].map((i) => ({
    ...still,
    type: "bar",
    xAxisIndex: 4 + i,
    yAxisIndex: 4 + i,
    barWidth: "100%",
    barGap: "-100%",
    z: 1,
    data: p.months.map((_, m) => (has(m) ? 1 : null)),
    itemStyle: { color: colour(fillColour) },
    label: { show: i === 0, position: "insideTop", distance: 2, formatter: letter, color: colour("ink-2"), fontSize: 10 },
  }));
  return [
    ...bands((m) => festivals.has(m), "festival", words.chart.festival.slice(0, 1)),
    ...bands((m) => promoted.has(m) && !festivals.has(m), "promoted", words.chart.promotion.slice(0, 1)),
  ];
}

function pictureTip(p, m) {
  const rows = PANELS.map((panel) => {
    const usual = p[panel.expected][m];
    const actual = p[panel.key][m];
    return `<tr><td>${escaped(words.chart[panel.name])}</td><td class="num"><b>${actual === null ? "—" : escaped(panel.write(actual))}</b></td>` +
      `<td class="num">${escaped(words.chart.expected)} ${usual === null ? "—" : escaped(panel.write(usual))}</td></tr>`;
  });
  const notes = [];
  if (p.flagged.includes(m)) notes.push("▲ " + words.chart.flagged);
  if (p.promoted.includes(m)) notes.push(words.chart.promotion);
  for (const f of p.festivals) if (f.month === m) notes.push(words.festival[f.key] + " " + f.day);
  const days = p.days[m].join(" ");
  return `<b>${escaped(p.months[m])}</b> ${escaped(notes.join(" · "))}<table>${rows.join("")}</table>` +
    `${escaped(words.chart.days)}: ${escaped(days || "—")}`;
}

// ---- the channel ------------------------------------------------------------------------
function shareAxis(max, interval) {
  return { type: "value", min: 0, max, interval, splitNumber: 3, splitLine: { lineStyle: { color: colour("line") } }, axisLabel: { ...text, formatter: (v) => percent(v, 0) } };
}

function line(name, points, style, extra = {}) {
  return { ...still, name, type: "line", data: points, symbol: "none", lineStyle: { width: 2, ...style }, ...extra };
}

// With a handful of dealers the top 1 % and the top 10 % are the same ones: once is enough.
function fewDealers() {
  const [one, ten] = data.concentration.marks;
  return one[0] === ten[0];
}

function drawCurve(element) {
  const curve = data.concentration.curve;
  const names = [words.chart.top_one, words.chart.top_ten];
  const points = data.concentration.marks.slice(fewDealers() ? 1 : 0).map((coord, i) => ({
    coord, label: { position: coord[0] < 0.5 ? "right" : "left", formatter: `${names[i + (fewDealers() ? 1 : 0)]} ${percent(coord[1])}` },
  }));
  draw(element, {
    grid: { left: 40, right: 12, top: 10, bottom: 38 },
    xAxis: { type: "value", min: 0, max: 1, name: words.chart.dealers_share, nameLocation: "middle", nameGap: 22, nameTextStyle: text, splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: colour("line-2") } }, axisLabel: { ...text, formatter: (v) => percent(v, 0) } },
    yAxis: shareAxis(1, 0.25),
    tooltip: tooltip(([hit]) => `${escaped(words.chart.dealers_share)} ${percent(hit.value[0])}<br>${escaped(words.chart.amount_share)} <b>${percent(hit.value[1])}</b>`),
    series: [
      line("even", [[0, 0], [1, 1]], { color: colour("line-2"), width: 1, type: "dashed" }, { tooltip: { show: false } }),
      line("curve", curve, { color: colour("ink") }, {
        areaStyle: { color: colour("wash") },
        markPoint: { silent: true, symbol: "circle", symbolSize: 7, itemStyle: { color: colour("ink") }, label: { ...text, show: true, color: colour("ink") }, data: points },
      }),
    ],
  }, 170);
}

function drawTrend(element) {
  const { months, one, ten } = data.concentration;
  const end = (name) => ({ endLabel: { ...text, show: true, formatter: name, color: colour("ink"), distance: 4 } });
  draw(element, {
    grid: { left: 40, right: language === "zh" ? 52 : 58, top: 10, bottom: 22 },
    xAxis: { type: "category", data: months, boundaryGap: false, axisTick: { show: false }, axisLine: { lineStyle: { color: colour("line-2") } }, axisLabel: { ...text, formatter: (m) => m.slice(2).replace("-", "/"), interval: Math.ceil(months.length / 5) - 1 } },
    yAxis: Math.max(...ten.map(Number)) > 0.8 ? shareAxis(1, 0.25) : shareAxis(),
    tooltip: tooltip((hits) => `<b>${escaped(hits[0].axisValue)}</b><br>` + hits.map((h) => `${escaped(h.seriesName)} <b>${h.value == null ? "—" : percent(h.value)}</b>`).join("<br>")),
    series: [
      line(words.chart.top_ten, ten, { color: colour("ink") }, end(words.chart.top_ten)),
      ...(fewDealers() ? [] : [line(words.chart.top_one, one, { color: colour("ink-3"), type: [5, 3] }, end(words.chart.top_one))]),
    ],
  }, 130);
}

// The channel's sell-in, and above each month how many dealers were listed in it.
function drawChannel(element) {
  const { months, amount, listed } = data.channel;
  const { unit, axis } = moneyAxis(amount, 3, 1.12);
  // On a phone the mark stands above its count, because side by side they ran into the next month's.
  const mark = element.clientWidth < 17 * months.length ? "▲\n" : "▲";
  draw(element, {
    grid: { left: 58, right: 14, top: unit ? 26 : 12, bottom: 22 },
    xAxis: { type: "category", data: months, axisTick: { show: false }, axisLine: { lineStyle: { color: colour("line-2") } }, axisLabel: monthLabel(months) },
    yAxis: { ...axis, name: unit, ...headed },
    tooltip: tooltip(([hit]) => `<b>${escaped(months[hit.dataIndex])}</b><br>${escaped(words.chart.amount)} <b>${escaped(money(amount[hit.dataIndex]))}</b><br>▲ ${escaped(words.chart.flagged)} <b>${listed[hit.dataIndex]}</b>`),
    series: [{
      ...still,
      type: "bar",
      barMaxWidth: 36,
      barCategoryGap: "28%",
      itemStyle: { color: colour("bar") },
      data: amount.map((value, m) => ({
        value,
        label: { show: listed[m] > 0, position: "top", distance: 2, formatter: mark + listed[m], color: colour("amber-ink"), fontSize: 10, lineHeight: 10, fontWeight: 700 },
      })),
    }],
  }, 170);
}

function drawIn(view) {
  for (const element of view.querySelectorAll(".chart")) {
    if (drawn.has(element)) continue;
    if (element.id === "curve") drawCurve(element);
    else if (element.id === "trend") drawTrend(element);
    else if (element.id === "channel") drawChannel(element);
    else drawPicture(element);
  }
}

// Paper shows every flagged dealer on a sheet of its own, so pictures are drawn lower there.
function drawPictures(size) {
  for (const element of document.querySelectorAll(".picture")) drawPicture(element, size);
}
