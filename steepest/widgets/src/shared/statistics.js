// Plain statistics of a list of numbers.

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

// Divided by the count, or by `less` less than it; exactly 0 where no value differs.
export function variance(values, less = 0) {
  if (values.every((value) => value === values[0])) return 0;
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - less);
}
