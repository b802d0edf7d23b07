import { studentTwoSided } from '../distributions/student';
import { samplingFactor } from '../functions/slices';
import { commonOf, type Estimate } from '../functions/typical';
import { OF_MAD } from '../median';
import { movementOf } from './movement';
import { selectFamilies } from './select-families';

/** One of several that are alike, over one window: of each function the samples. */
export interface Member {
  /** The same functions in the same order for all members. */
  readonly samples: ArrayLike<number>;
  /** Of all functions. Above 0. */
  readonly whole: number;
}

/** What a member has beside all others. */
export interface BesideRest {
  /** Log ratio of the typical function's share to the others': what an odd one leaves to the rest. */
  readonly typical: number;
  /** In the order of the functions. */
  readonly rows: readonly RestTest[];
}

interface RestTest {
  /** Log ratio of its share to the others' median, less the typical function's. */
  readonly change: number;
  /** `change` in robust standard deviations. */
  readonly score: number;
  /** Over all members and functions. */
  readonly q: number;
}

/** With fewer others it is not known how much they differ. */
const FEWEST_FOR_SPREAD = 4;
/** tau² is of few endpoints, whose functions move together, however many functions there are. */
const DF = 20;

/**
 * Which functions of which member are odd: each member against all others without itself, at equal load. One that is odd hides no other one, because
 * medians forget it.
 *
 *     x        ln((samples + 1/2) / whole), less the typical function's of the member;   V = (1 - share) / (samples + 1/2)
 *     change   x - median of x of the k others; of two others the nearer one
 *     rest     (π/2) k / (sum of 1/√V of the others)², the variance of a median
 *     tau²     what four fifths of the functions differ by between such members (`movementOf`)
 *     spread   1.4826 × MAD of x of the others, where there are 4: of a function that differs more than others do
 *     score    change / √max(V + rest + tau², spread² (1 + π/2k))
 *     q        of Student's t with 20 degrees of freedom, the members being the families of `selectFamilies`
 *
 * Of two members each is all of the other one's rest: which of them is odd cannot be told, and both are.
 *
 * @returns of each member
 * @throws RangeError of fewer than two members
 */
export function testBesideRest(members: readonly Member[]): readonly BesideRest[] {
  if (members.length < 2) throw new RangeError(`expected two members, got ${members.length}`);
  const shares = members.map(logShares);
  const typical = besideOthers(shares, 'median').map((rows) => commonOf(rows).typical);
  const level = shares.map((rows, m) =>
    rows.map(({ logRatio, variance }) => ({ logRatio: logRatio - typical[m]!, variance })),
  );
  const tables = besideOthers(level, 'median').map((rows) => ({ typical: 0, rows }));
  const tau2 = movementOf(tables, 'most');
  const middle = members.length === 3 ? 'nearest' : 'median';
  const scored = besideOthers(level, middle).map((rows) =>
    rows.map(({ logRatio, variance, spread }) => {
      const score = logRatio / Math.sqrt(Math.max(variance + tau2, spread));
      return { change: logRatio, score, p: studentTwoSided(score, DF) };
    }),
  );
  const qs = selectFamilies(scored.map((rows) => rows.map(({ p }) => p)));
  return scored.map((rows, m) => ({
    typical: typical[m]!,
    rows: rows.map(({ change, score }, f) => ({ change, score, q: qs[m]![f]! })),
  }));
}

function logShares({ samples, whole }: Member): readonly Estimate[] {
  return Array.from(samples, (count) => ({
    logRatio: Math.log((count + 0.5) / whole),
    variance: samplingFactor(count / whole, 'share') / (count + 0.5),
  }));
}

interface BesideOthers extends Estimate {
  readonly df: number;
  /** Variance of the difference by how much the others differ; 0: not known. */
  readonly spread: number;
}

/** Of each member each function, less the others' middle: each function's values are sorted once, for all members. */
function besideOthers(
  members: readonly (readonly Estimate[])[],
  middle: 'median' | 'nearest',
): readonly (readonly BesideOthers[])[] {
  const k = members.length - 1;
  const found: BesideOthers[][] = members.map(() => []);
  for (let f = 0; f < members[0]!.length; f++) {
    const sorted = members.map((_, m) => m).sort((a, b) => x(a) - x(b));
    function x(m: number): number {
      return members[m]![f]!.logRatio;
    }
    const weights = members.reduce((sum, rows) => sum + 1 / Math.sqrt(rows[f]!.variance), 0);
    sorted.forEach((m, place) => {
      const { logRatio, variance } = members[m]![f]!;
      const otherAt = (i: number) => x(sorted[i < place ? i : i + 1]!);
      const at = middle === 'median' ? medianOf(otherAt, k) : nearest(otherAt, k, logRatio);
      const weight = weights - 1 / Math.sqrt(variance);
      const mad = k < FEWEST_FOR_SPREAD ? 0 : medianDistance(otherAt, k, at);
      found[m]![f] = {
        logRatio: logRatio - at,
        variance: variance + ((Math.PI / 2) * k) / weight ** 2,
        df: DF,
        spread: (OF_MAD * mad) ** 2 * (1 + Math.PI / 2 / k),
      };
    });
  }
  return found;
}

/** The i-th of k values, ascending. */
type Ascending = (i: number) => number;

function medianOf(at: Ascending, k: number): number {
  return (at((k - 1) >> 1) + at(k >> 1)) / 2;
}

function nearest(at: Ascending, k: number, to: number): number {
  let best = at(0);
  for (let i = 1; i < k; i++) if (Math.abs(at(i) - to) < Math.abs(best - to)) best = at(i);
  return best;
}

/** The median of how far they are from `from`, walking outward from it. */
function medianDistance(at: Ascending, k: number, from: number): number {
  let above = 0;
  for (let size = k; size > 0;) {
    const half = size >> 1;
    if (at(above + half) < from) {
      above += half + 1;
      size -= half + 1;
    } else size = half;
  }
  let below = above - 1;
  const [low, high] = [(k - 1) >> 1, k >> 1];
  let sum = 0;
  for (let i = 0; i <= high; i++) {
    const down = below < 0 ? Infinity : from - at(below);
    const up = above >= k ? Infinity : at(above) - from;
    const distance = Math.min(down, up);
    if (down < up) below--;
    else above++;
    if (i === low) sum += distance;
    if (i === high) sum += distance;
  }
  return sum / 2;
}
