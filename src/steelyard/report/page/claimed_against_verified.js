// The steelyard of one dealer: claimed against verified, stock underneath, scans by place.
// It draws what `steelyard.report.claimed_against_verified` returns; a pane that is null is left out.
const SHEETS = {
  screen: { sold: 190, stock: 84, scans: 110, gap: 38 },
  paper: { sold: 84, stock: 34, scans: 44, gap: 30 },
};
const AWAY = ["amber", "amber-bar", "amber-wash"];
const MARKS = { inflated: "◆", overmighty: "◆", watch: "▲" };

function drawSteelyard(element, sheet = SHEETS.screen) {
  const p = data.steelyards[Number(element.dataset.steelyard)];
  const panes = ["sold", "stock", "scans"].filter((name) => p[name]);
  let top = 26;
  const grids = panes.map((name) => {
    const grid = { left: 58, right: 14, top, height: sheet[name] };
    top += sheet[name] + sheet.gap;
    return grid;
  });
  const last = panes.length - 1;
  draw(element, {
    grid: [...grids, ...grids],
    xAxis: [...panes.map((_, i) => steelyardMonths(p, i, i === last)), ...panes.map((_, i) => steelyardShade(p, i + panes.length))],
    yAxis: [...panes.map((name, i) => steelyardScale(name, i)), ...panes.map((_, i) => ({ gridIndex: i + panes.length, type: "value", min: 0, max: 1, show: false }))],
    axisPointer: { link: [{ xAxisIndex: panes.map((_, i) => i) }] },
    tooltip: tooltip((hits) => steelyardTip(p, hits[0].dataIndex)),
    series: [...panes.flatMap((name, i) => STEELYARD_PANES[name](p[name], p, i)), ...panes.map((_, i) => listedMonths(p, i, i + panes.length))],
  }, top - 10);
  const table = element.parentElement.querySelector(".steelyard-table");
  if (table) table.addEventListener("toggle", () => { if (!table.querySelector("table")) table.append(steelyardTable(p)); }, { once: true });
}

function steelyardMonths(p, i, labelled) {
  return {
    type: "category", data: p.months, gridIndex: i, axisTick: { show: false },
    axisLine: { lineStyle: { color: colour("line-2") } },
    axisLabel: { ...monthLabel(p.months), show: labelled },
    axisPointer: { show: true, label: { show: false } },
  };
}

function steelyardShade(p, i) {
  return { type: "category", data: p.months, gridIndex: i, show: false };
}

function steelyardScale(name, i) {
  return {
    type: "value", gridIndex: i, min: 0, name: words.steelyard[name], ...headed,
    splitNumber: name === "sold" ? 4 : 2,
    splitLine: { lineStyle: { color: colour("line") } },
    axisLabel: { ...text, formatter: short, hideOverlap: true },
  };
}

function steelyardLine(i, values, style) {
  return { ...still, type: "line", xAxisIndex: i, yAxisIndex: i, data: values, connectNulls: false, symbol: "none", ...style };
}

const STEELYARD_PANES = {
  sold(sold, p, i) {
    const bars = { ...still, type: "bar", xAxisIndex: i, yAxisIndex: i, z: 2, barMaxWidth: 16, data: sold.in, itemStyle: { color: colour("line-2") } };
    const apart = { symbol: "triangle", symbolSize: [10, 8], symbolOffset: [0, -9], silent: true, itemStyle: { color: colour("amber") }, data: sold.apart.map((m) => ({ coord: [m, sold.claimed[m]] })) };
    const claimed = steelyardLine(i, sold.claimed, { z: 6, markPoint: apart, symbol: "rect", symbolSize: 5, itemStyle: { color: colour("ink") }, lineStyle: { color: colour("ink"), width: 1.6 } });
    if (!sold.verified) return [bars, claimed];
    const band = sold.low.map((low, m) => (low === null ? null : sold.high[m] - low));
    return [
      bars,
      steelyardLine(i, sold.low, { z: 4, stack: "band", stackStrategy: "all", lineStyle: { opacity: 0 } }),
      steelyardLine(i, band, { z: 4, stack: "band", stackStrategy: "all", lineStyle: { opacity: 0 }, areaStyle: { color: colour("blue"), opacity: 0.22 } }),
      steelyardLine(i, sold.verified, { z: 5, symbol: "circle", symbolSize: 5, itemStyle: { color: colour("blue") }, lineStyle: { color: colour("blue"), width: 2, type: [6, 3] } }),
      claimed,
    ];
  },
  stock(stock, p, i) {
    const points = (values, style) => ({ ...still, type: "scatter", xAxisIndex: i, yAxisIndex: i, z: 6, symbol: "diamond", symbolSize: 11, data: values.map((v, m) => [m, v]).filter(([, v]) => v !== null), itemStyle: style });
    return [
      steelyardLine(i, stock.claimed, { z: 5, symbol: "emptyCircle", symbolSize: 4, itemStyle: { color: colour("ink-2") }, lineStyle: { color: colour("ink-2"), width: 1.4 } }),
      points(stock.saidOfSame, { color: "transparent", borderColor: colour("ink"), borderWidth: 1.3 }),
      points(stock.audited, { color: colour("blue") }),
    ];
  },
  scans(scans, p, i) {
    const bar = (values, style) => ({ ...still, type: "bar", stack: "scans", xAxisIndex: i, yAxisIndex: i, z: 3, barMaxWidth: 22, barCategoryGap: "28%", data: values, itemStyle: style });
    const away = { borderColor: colour("amber"), borderWidth: 1 };
    return [
      bar(scans.home, { color: colour("bar") }),
      ...scans.places.map((place, n) => bar(place.scans, { ...away, color: colour(AWAY[n]) })),
      bar(scans.others, { ...away, color: "transparent", borderType: "dashed" }),
      bar(scans.untold, { color: "transparent", borderColor: colour("ink-3"), borderWidth: 1, borderType: "dotted" }),
    ];
  },
};

// Bands have axes of their own: on the bars' axes they would push the bars aside.
function listedMonths(p, pane, i) {
  const listed = new Map(p.listed);
  return {
    ...still, type: "bar", xAxisIndex: i, yAxisIndex: i, barWidth: "100%", z: 1, itemStyle: { color: colour("amber-wash") },
    label: { show: pane === 0, position: "insideTop", distance: 2, formatter: ({ dataIndex }) => MARKS[listed.get(dataIndex)] || "", color: colour("ink-2"), fontSize: 10 },
    data: p.months.map((_, m) => (listed.has(m) ? 1 : null)),
  };
}

// What a month says, a name and a figure a line; the tooltip and the table share it.
function steelyardSays(p, m) {
  const w = words.steelyard;
  const number = (v) => (v === null || v === undefined ? "—" : grouped(v, 0));
  const { sold, stock, scans } = p;
  const lines = sold ? [[w.in, number(sold.in[m])], [w.claimed, number(sold.claimed[m])]] : [];
  if (sold?.verified) lines.push([w.verified, sold.verified[m] === null ? "—" : fill(w.interval, { verified: number(sold.verified[m]), low: number(sold.low[m]), high: number(sold.high[m]) })]);
  if (stock) lines.push([w.stock_claimed, number(stock.claimed[m])], [w.audited, number(stock.audited[m])], [w.said_of_same, number(stock.saidOfSame[m])]);
  if (scans) {
    lines.push([w.home, number(scans.home[m])], ...scans.places.map((place) => [fill(w.away, { place: place.name }), number(place.scans[m])]));
    lines.push([w.others, number(scans.others[m])], [w.untold, number(scans.untold[m])]);
  }
  return lines;
}

function steelyardTip(p, m) {
  const notes = p.listed.filter(([month]) => month === m).map(([, verdict]) => MARKS[verdict] + " " + data.verdicts[data.verdictNames.indexOf(verdict)]);
  if (p.sold?.apart.includes(m)) {
    const above = p.sold.claimed[m] > p.sold.high[m];
    const by = above ? p.sold.claimed[m] - p.sold.high[m] : p.sold.low[m] - p.sold.claimed[m];
    notes.push(fill(above ? words.steelyard.above : words.steelyard.below, { by: grouped(by, 0) }));
  }
  const rows = steelyardSays(p, m).filter(([, said]) => said !== "—" && said !== "0")
    .map(([name, said]) => `<tr><td>${escaped(name)}</td><td class="num"><b>${escaped(said)}</b></td></tr>`);
  return `<b>${escaped(p.months[m])}</b> ${escaped(notes.join(" · "))}<table>${rows.join("")}</table>`;
}

// The same as a table, made when somebody opens it, so that the file does not hold it twice.
function steelyardTable(p) {
  const months = p.months.map((_, m) => m).reverse();
  const head = [words.table.month, ...steelyardSays(p, 0).map(([name]) => name)].map((name, i) => `<th${i ? ' class="num"' : ""} scope="col">${escaped(name)}</th>`);
  const rows = months.map((m) => `<tr><th scope="row">${escaped(p.months[m])}${p.sold?.apart.includes(m) ? " ▲" : ""}</th>` +
    steelyardSays(p, m).map(([, said]) => `<td class="num">${escaped(said)}</td>`).join("") + "</tr>");
  const holder = document.createElement("div");
  holder.className = "wide-table";
  holder.innerHTML = `<table class="figures"><thead><tr>${head.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
  return holder;
}
