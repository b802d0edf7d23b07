import { sliceKindOf, type Verdicts } from '#comparison';
import { kindOf, rateScale } from '#series';
import { type FoundChange, type Size } from '../found-change';
import type { JudgedApplication } from '../functions/judge-application';
import type { JudgedScope } from '../functions/judge-counts';
import { meanOf } from '../functions/level-verdicts';
import type { TotalsChange } from './unit-totals';

/** So much of a total's change has to be seen in what explains it, with the same sign. */
const EXPLAINED = 0.4;

/**
 * What a total did as a change by itself: load, where all functions did as much; a leak; the function of a state or a wait that moved with it; or
 * another level. Undefined where `explained`, functions that cost more or less, adds up to it.
 */
export function totalChange(
  change: TotalsChange,
  judged: JudgedApplication | undefined,
  explained: number,
): FoundChange | undefined {
  const isCounts = sliceKindOf(change.profileType).kind === 'counts';
  if (!isCounts) return levelChange(change, judged);
  if (change.kind !== 'went away' && isMost(explained, change.delta)) return undefined;
  const scope = scopeOf(change, judged);
  const isUnexamined = !scope || scope.alone.tested === 0;
  return { ...wholeOf(change), kind: isLoad(change, scope) ? 'load' : 'level', isUnexamined };
}

function isMost(part: number, whole: number): boolean {
  return part / whole >= EXPLAINED;
}

/** The typical function costs more or less a second, too. */
function isLoad({ relative, kind }: TotalsChange, scope: JudgedScope | undefined) {
  if (kind === 'went away' || !scope || relative === undefined) return false;
  return isMost(Math.expm1(scope.load), relative);
}

function scopeOf({ unit }: TotalsChange, judged: JudgedApplication | undefined) {
  if (judged?.kind !== 'counts') return undefined;
  return judged.scopes.find(({ units }) =>
    unit === undefined ? units.length > 1 : units.length === 1 && judged.units[units[0]!] === unit,
  );
}

function levelChange(
  change: TotalsChange,
  judged: JudgedApplication | undefined,
): FoundChange | undefined {
  const { profileType, kind, direction, unit } = change;
  const rises = kind === 'ramp' && direction === 'up';
  const isLeak = rises && kindOf(profileType) === 'gauge';
  const whole: FoundChange = { ...wholeOf(change), kind: isLeak ? 'leak' : 'level' };
  const place = judged?.units.indexOf(unit ?? '') ?? -1;
  if (place < 0) return { ...whole, isUnexamined: true };
  if (judged?.kind !== 'levels' || kind === 'went away') return whole;
  const verdicts = judged.verdictsOf(place);
  const found = verdicts.moved[direction === 'up' ? 'grew' : 'shrank'];
  const name = found?.name ?? (isLeak ? verdicts.growing : undefined);
  const size = name === undefined ? undefined : sizeOfLevel(verdicts, name, rateScale(profileType));
  if (!size || !isMost(size.delta, totalDelta(verdicts) * rateScale(profileType))) return whole;
  return {
    ...whole,
    kind: isLeak ? 'leak' : 'cost',
    function: name,
    under: found?.under,
    // A function that is only named has no interval of its own: what is sure is that the total grows.
    size: found ? size : { ...size, interval: undefined },
    // Of the function they are not known yet.
    ...{ series: undefined, slope: undefined, isUnexamined: undefined },
  };
}

function sizeOfLevel(
  { names, rows, values: [before, after] }: Verdicts,
  name: string,
  scale: number,
): Size {
  const row = names.indexOf(name);
  const { interval } = rows[row]!;
  const base = meanOf(before[row]!) * scale;
  return {
    base,
    delta: meanOf(after[row]!) * scale - base,
    interval: interval && [interval[0] * scale, interval[1] * scale],
  };
}

function totalDelta({ total: { means } }: Verdicts): number {
  return means ? means[1] - means[0] : NaN;
}

function wholeOf(change: TotalsChange): FoundChange {
  const { application, unit, profileType, direction, delta, interval, relative, q } = change;
  const { since, until, slope, series, units, siblings } = change;
  const base = relative ? delta / relative : 0;
  return {
    kind: 'level',
    ...{ application, profileType, direction, q, since, until, slope, series, units },
    unchanged: siblings,
    size: { delta, interval, base },
    isWhole: unit === undefined,
  };
}
