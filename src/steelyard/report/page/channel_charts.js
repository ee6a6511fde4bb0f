// The channel at a glance: its months, how concentrated it is, and how that has moved.
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
