// How numbers are written: the same customs as words/numbers.py, told by the page's data.
const data = JSON.parse(document.getElementById("data").textContent);
const { words, language } = data;
const locale = language === "zh" ? "zh-CN" : "en-US";
const signsInFront = "$€£¥￥₹";

function fill(sentence, figures) {
  return sentence.replace(/\{(\w+)\}/g, (_, key) => figures[key]);
}

// For people a minus stands below nothing; the export keeps the hyphen.
const minus = "−";

function grouped(value, least, most = least) {
  const written = value.toLocaleString(locale, { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: "negative" });
  return written.replace("-", minus);
}

function short(value) {
  for (const [size, name] of data.steps) {
    if (Math.round((Math.abs(value) / size) * 1000) >= 1000) {
      return grouped(value / size, 1) + (language === "zh" ? " " : "") + name;
    }
  }
  return grouped(value, 0);
}

// One unit for a whole axis, so that its marks stay short: the step that its largest mark reaches.
function stepOf(largest) {
  return data.steps.find(([size]) => largest >= size) || [1, ""];
}

// A unit with its currency, as heads of axes have it: 万元, $K, K 元.
function unitOf(name) {
  const unit = data.currency;
  if (unit && signsInFront.includes(unit)) return unit + name;
  return language === "zh" ? name + unit : (name + " " + unit).trim();
}

function money(value) {
  const unit = data.currency;
  if (!unit) return short(value);
  if (signsInFront.includes(unit)) {
    const size = short(Math.abs(value));
    return (value < 0 && size !== "0" ? minus : "") + unit + size;
  }
  return language === "zh" ? short(value) + unit : short(value) + " " + unit;
}

// One decimal, or two for a small share that one would make nothing.
function percent(value, places = Math.abs(value) >= 0.00005 && Math.abs(value) < 0.0005 ? 2 : 1) {
  return grouped(value * 100, places) + "%";
}

// What reads as nothing has no direction.
function signed(value, written) {
  const nothing = !/[1-9]/.test(written);
  return (nothing ? "＝ " : value > 0 ? "▲ " : "▼ ") + written;
}

// How each kind of column is shown, and what its hover says in full.
const shown = {
  money: (v) => short(v),
  quantity: (v) => short(v),
  count: (v) => grouped(v, 0),
  share: (v) => percent(v),
  change: (v) => signed(v, percent(Math.abs(v))),
  points: (v) => signed(v, grouped(Math.abs(v), 2)),
  months: (v) => grouped(v, 1),
  days: (v) => grouped(v, 0),
};
const inFull = {
  money: (v) => grouped(v, 0, 4),
  quantity: (v) => grouped(v, 0, 4),
  count: (v) => grouped(v, 0, 0),
  share: (v) => grouped(v * 100, 4, 4) + "%",
  change: (v) => (v > 0 ? "+" : "") + grouped(v * 100, 4, 4) + "%",
  points: (v) => (v > 0 ? "+" : "") + grouped(v, 0, 6),
  months: (v) => grouped(v, 0, 4),
  days: (v) => grouped(v, 0, 4),
};
