/** NaN of none. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function milliseconds(value) {
  if (!Number.isFinite(value)) return '-';
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

export function ratio(theirs, ours) {
  const value = theirs / ours;
  if (!Number.isFinite(value)) return '-';
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

/** Objects with the same keys, as a Markdown table. */
export function printTable(rows) {
  const head = Object.keys(rows[0]);
  const lines = [head, head.map(() => '---'), ...rows.map((row) => Object.values(row))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
