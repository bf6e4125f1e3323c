// The kinds of traits that a table may have: each makes a value of what is given, or keeps the one that
// was, `otherwise`. A bundle has those that its widget's table names (see build.js).

export const KINDS = { choice, choices, bool, float, int, floats, ints };

function choice(value, otherwise, { data, name }) {
  return isChoice(data, name, value) ? value : otherwise;
}

function choices(value, otherwise, { data, of }) {
  return Object.keys(data[of]).filter((one) => (Array.isArray(value) ? value : otherwise).includes(one));
}

function bool(value, otherwise) {
  return typeof value === "boolean" || value === 0 || value === 1 ? Boolean(value) : otherwise;
}

function float(value, otherwise, { among, zero, ends }) {
  const wanted = isNumber(value) ? value : otherwise;
  if (among) return nearest(among, wanted);
  return zero && wanted <= 0 ? 0 : clamp(wanted, ...ends);
}

function int(...about) {
  return Math.round(float(...about));
}

function floats(value, otherwise, { most, within, ends: [low, high], ends }) {
  if (!Array.isArray(value)) return otherwise;
  const bounds = (i) => (within ? ends.slice(2 * i, 2 * i + 2) : [low, high]);
  if (most) return value.filter(isNumber).slice(0, most).map((one, i) => clamp(one, ...bounds(i)));
  return otherwise.map((old, i) => clamp(isNumber(value[i]) ? value[i] : old, ...bounds(i)));
}

// A place in a grid, which is taken whole or not at all.
function ints(value, otherwise, { ends: [low, high] }) {
  if (!Array.isArray(value) || value.length !== otherwise.length || !value.every(isNumber)) return otherwise;
  return value.map((one, i) => clamp(Math.round(one), low, high[i]));
}

export function isChoice(data, name, value) {
  const { of, also = [] } = data.traits[name];
  return Object.hasOwn(data[of], value) || also.includes(value);
}

export function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

export function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

function nearest(numbers, wanted) {
  return numbers.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best));
}
