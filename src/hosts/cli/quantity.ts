type Scale = readonly (readonly [factor: number, unit: string])[];

const TIME: Scale = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
  [1, 'ns'],
];
const BYTES: Scale = [
  [2 ** 40, 'TiB'],
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
  [1, 'B'],
];
const SCALES: ReadonlyMap<string, Scale> = new Map([
  ['nanoseconds', TIME],
  ['bytes', BYTES],
  ['share', [[0.01, '%']]],
  ['count', [[1, '']]],
]);

/** A value for people, three significant digits: `4.5 s`, `1.2 MiB/s`, `12.8 %`, `459`, `0.0844 cores`. The exact one is in the JSON. */
export function formatQuantity(value: number, unit: string): string {
  const rate = unit.endsWith('/s') ? '/s' : '';
  const base = unit.slice(0, unit.length - rate.length);
  const scale: Scale = SCALES.get(base) ?? [[1, base]];
  const [factor, name] = scale.find(([each]) => Math.abs(value) >= each) ?? scale.at(-1)!;
  return `${formatDigits(value / factor)} ${name}${rate}`.trimEnd();
}

/** With its sign: `+4.5 s`, `-12 B`, `0 s`. */
export function formatDelta(value: number, unit: string): string {
  return `${value > 0 ? '+' : ''}${formatQuantity(value, unit)}`;
}

/** A part of a whole: `12.8 %`; '' when the whole is 0. */
export function formatPercent(part: number, whole: number): string {
  return whole === 0 ? '' : formatQuantity(part / whole, 'share');
}

function formatDigits(value: number): string {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
