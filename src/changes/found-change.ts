import type { Pair } from '#comparison';
import { deltaInterval } from '#statistics';
import { findingKey, type Finding, type Slope } from './finding';

/** A finding before it is put together with others of the same cause. */
export interface FoundChange extends Omit<
  Finding,
  'key' | 'delta' | 'deltaInterval' | 'relative' | 'interval'
> {
  readonly size: Size;
  /** It is of all units of the application together. */
  readonly isWhole: boolean;
}

/** In the type's `rateUnit`. */
export interface Size {
  readonly delta: number;
  readonly interval?: Pair | undefined;
  /** What it would be without the change; 0: nothing. */
  readonly base: number;
  readonly relative?: { readonly value: number; readonly interval?: Pair | undefined } | undefined;
}

/**
 * Of counts that are `rate` after a change by the log ratio `change`, with half of a sample added:
 *
 *     base = rate e^-change,   delta = rate - base,   interval 2 √(base rate) sinh(end / 2)
 */
export function sizeOfLogRatio(rate: number, change: number, interval: Pair): Size {
  const base = rate * Math.exp(-change);
  return {
    base,
    delta: rate - base,
    interval: deltaInterval(base, rate, interval),
    relative: {
      value: Math.expm1(change),
      interval: [Math.expm1(interval[0]), Math.expm1(interval[1])],
    },
  };
}

/**
 * One finding for one cause: changes of the same key are one, of all their units. Their sizes add up, except that a change of the whole
 * application has those of its units in it.
 */
export function uniteChanges(changes: readonly FoundChange[]): Finding {
  const whole = changes.find(({ isWhole }) => isWhole);
  const [first] = changes;
  const { size, isWhole, ...facts } = whole ?? first!;
  const units = [...new Set(changes.flatMap(({ units }) => units))];
  const unchanged = [...new Set(changes.flatMap(({ unchanged }) => unchanged))];
  const { delta, interval, base, relative } =
    isWhole || changes.length === 1 ? size : sumOf(changes);
  return {
    ...facts,
    key: findingKey(facts),
    units,
    unchanged: unchanged.filter((unit) => !units.includes(unit)),
    delta,
    deltaInterval: interval,
    relative: relative?.value ?? (base > 0 ? delta / base : undefined),
    interval:
      relative?.interval ??
      (base > 0 && interval ? [interval[0] / base, interval[1] / base] : undefined),
    q: Math.max(...changes.map(({ q }) => q)),
    since: changes.find(({ since }) => since)?.since,
    slope: whole ? whole.slope : slopeSum(changes),
  };
}

/** Undefined where one of them does not rise or fall steadily. */
function slopeSum(changes: readonly FoundChange[]): Slope | undefined {
  const slopes = changes.flatMap(({ slope }) => slope ?? []);
  if (slopes.length < changes.length) return undefined;
  const perSecond = slopes.reduce((sum, slope) => sum + slope.perSecond, 0);
  const half = Math.hypot(...slopes.map(({ interval: [low, high] }) => (high - low) / 2));
  return { perSecond, interval: [perSecond - half, perSecond + half] };
}

/** Independent: the squares of what the ends are away add up. */
function sumOf(changes: readonly FoundChange[]): Size {
  const sizes = changes.map(({ size }) => size);
  const sum = (of: (size: Size) => number) => sizes.reduce((all, size) => all + of(size), 0);
  const delta = sum((size) => size.delta);
  const away = (end: 0 | 1) =>
    Math.sqrt(sum((size) => ((size.interval?.[end] ?? size.delta) - size.delta) ** 2));
  const isKnown = sizes.every(({ interval }) => interval);
  return {
    delta,
    base: sum((size) => size.base),
    interval: isKnown ? [delta - away(0), delta + away(1)] : undefined,
  };
}
