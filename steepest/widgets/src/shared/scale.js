// From numbers to pixels and back, where the ticks go, and how numbers are written.

// value → pixel, with `invert` for pixel → value. `kind` is "linear" or "log".
export function scale(kind, [low, high], [from, to]) {
  const { there, back } = KINDS[kind];
  const a = there(low);
  const factor = (to - from) / (there(high) - a);
  const map = (value) => from + (there(value) - a) * factor;
  map.invert = (pixel) => back(a + (pixel - from) / factor);
  map.kind = kind;
  map.domain = [low, high];
  map.range = [from, to];
  return map;
}

// `complement` spreads out what is near 1: 0, 0.9, 0.99, 0.999 stand equally far apart.
const KINDS = {
  linear: { there: (v) => v, back: (v) => v },
  log: { there: Math.log10, back: (v) => 10 ** v },
  complement: { there: (v) => -Math.log10(1 - v), back: (v) => 1 - 10 ** -v },
};

// About `count` round values within the scale's domain.
export function ticks(map, count) {
  const [low, high] = map.domain;
  return map.kind === "log" ? powers(low, high, count) : rounds(low, high, count);
}

function rounds(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((multiple) => multiple * power >= rough * 0.99);
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    found.push(Number((i * step).toPrecision(12)));
  }
  return found;
}

function powers(low, high, count) {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const every = Math.max(1, Math.ceil((last - first + 1) / count));
  const found = [];
  for (let power = last; power >= first; power -= every) found.unshift(10 ** power);
  return found;
}

// The numbers low … high spread over the scale, both ends included.
export function spread({ kind, low, high, count }) {
  const map = scale(kind, [low, high], [0, count - 1]);
  return Array.from({ length: count }, (_, i) => map.invert(i));
}

const RAISED = { "-": "⁻", ..."⁰¹²³⁴⁵⁶⁷⁸⁹" };

// 0.0123, 12.3, 1.23×10⁻⁵, with a real minus sign; `digits` significant ones, less the zeros at
// the end unless they are to be kept.
export function format(value, digits = 3, keepZeros = false) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size >= 1e-3 && size < 1e4) {
    const precise = value.toPrecision(digits);
    const plain = precise.includes("e") ? String(Number(precise)) : precise;
    return minus(keepZeros ? plain : String(Number(precise)));
  }
  const [mantissa, power] = value.toExponential(digits - 1).split("e");
  const shown = keepZeros ? mantissa : String(Number(mantissa));
  const raised = [...String(Number(power))].map((mark) => RAISED[mark]).join("");
  return minus(shown === "1" ? `10${raised}` : `${shown}×10${raised}`);
}

// A coordinate: two decimals always.
export function fixed(value, decimals = 2) {
  return minus(value.toFixed(decimals));
}

function minus(text) {
  return text.replace("-", "−");
}
