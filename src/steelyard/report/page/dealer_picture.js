// One dealer's picture: sell-in, orders and share against their baselines, and the order days.
const PANELS = [
  { key: "amount", expected: "expected", name: "amount", write: money },
  { key: "orders", expected: "ordersExpected", name: "orders", write: (v) => grouped(v, v % 1 ? 1 : 0), axis: (v) => grouped(v, 0) },
  { key: "share", expected: "shareExpected", name: "share", write: (v) => percent(v) },
];
// Heights of the four panels, from the top, and of the whole: on a screen, and on a sheet of A4.
const ON_SCREEN = { heights: [170, 62, 62, 84], gap: 36, whole: 542 };
const ON_PAPER = { heights: [80, 28, 28, 36], gap: 30, whole: 303 };

// Below this width the words above the bars would run into the head: how many months the line shows.
const NARROW = 480;

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
    series: [...PANELS.flatMap((panel, i) => panelSeries(p, panel, i)), daySeries(p), ...bandSeries(p), bracket(p, widthOf(element) < NARROW)],
  }, whole);
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

function bracket(p, narrow) {
  const claim = p.claims.at(-1);
  const at = { ...still, type: "line", xAxisIndex: 7, yAxisIndex: 4, data: [] };
  if (!claim || !claim.amount) return at;
  const months = claim.month + 1 - claim.first;
  const said = fill(months > 1 && !narrow ? words.chart.claim_many : words.chart.claim_one, { months, amount: money(claim.amount) });
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
