/** A size that values of a unit are written in. */
interface ScaleStep {
  /** In the unit. */
  readonly size: number;
  readonly name: string;
  /** Of a single value: written in this step from here on. */
  readonly from: number;
}

const step = (size: number, name: string, from = size): ScaleStep => ({ size, name, from });

/** Of the finest unit of each kind, the largest step first. */
const SCALES: ReadonlyMap<string, readonly ScaleStep[]> = new Map([
  ['nanoseconds', [step(1e9, 's'), step(1e6, 'ms'), step(1e3, 'µs'), step(1, 'ns')]],
  [
    'bytes',
    [
      ...[step(2 ** 40, 'TiB'), step(2 ** 30, 'GiB'), step(2 ** 20, 'MiB')],
      ...[step(2 ** 10, 'KiB'), step(1, 'B')],
    ],
  ],
  // A tenth of a core is still said in cores.
  ['cores', [step(1, 'cores', 0.1), step(1e-3, 'mcores')]],
  ['share', [step(0.01, '%')]],
  ['count', [step(1, '')]],
]);

/** The step that a single value is written in; 0 has the unit's own name. */
export function stepOf(value: number, unit: string): ScaleStep {
  const steps = scaleOf(unit);
  const found =
    value === 0
      ? steps.find(({ size }) => size === 1)
      : steps.find(({ from }) => Math.abs(value) >= from);
  return found ?? steps.at(-1)!;
}

/** The steps of a unit as `inFinestUnit` has it, the largest first; one that does not scale has one step. */
export function scaleOf(unit: string): readonly ScaleStep[] {
  return SCALES.get(unit) ?? [step(1, unit)];
}
