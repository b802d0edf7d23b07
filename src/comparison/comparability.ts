import type { TimeRange } from '#series';
import { overlaps } from './baseline-presets';

/** What is known of a side besides its tree. What is not known (of a file, say) is left out, and nothing is said about it. */
export interface ComparedSide {
  /** Printed profile type, or a file's sample type. */
  readonly profileType: string;
  /** `nanoseconds`, `bytes`, … */
  readonly unit: string;
  /** A mean over scrapes rather than a sum. */
  readonly gauge: boolean;
  readonly total: number;
  /** Printed selector: what the range is of. */
  readonly source?: string;
  readonly range?: TimeRange;
  readonly scrapes?: number;
  /** Those that the range has room for at the scrape interval. */
  readonly expectedScrapes?: number;
  /** Empty: the profile names none. */
  readonly buildIds?: readonly string[];
}

/** One thing that was looked at. `warn`: a difference in cost may come from there and not from the code. */
export interface ComparabilityFact {
  readonly topic: 'empty' | 'profileType' | 'unit' | 'range' | 'overlap' | 'scrapes' | 'build';
  readonly level: 'ok' | 'warn';
  /** Facts with their numbers, baseline first: `30 scrapes against 28`. */
  readonly text: string;
}

type Check = (baseline: ComparedSide, comparison: ComparedSide) => ComparabilityFact | undefined;

const CHECKS: readonly Check[] = [
  emptyFact,
  profileTypeFact,
  unitFact,
  rangeFact,
  overlapFact,
  scrapesFact,
  buildFact,
];

/** Windows whose lengths differ by less were meant to be equal: a hand drew them. */
const EQUAL_LENGTHS = 0.01;

/** What the inputs show of whether the sides are alike, in a fixed order; a topic that one side knows nothing of is left out. */
export function comparability(
  baseline: ComparedSide,
  comparison: ComparedSide,
): ComparabilityFact[] {
  return CHECKS.map((check) => check(baseline, comparison)).filter((fact) => fact !== undefined);
}

function emptyFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  const empty = [...(a.total === 0 ? ['baseline'] : []), ...(b.total === 0 ? ['comparison'] : [])];
  if (empty.length === 0) return undefined;
  return { topic: 'empty', level: 'warn', text: `total of ${empty.join(' and ')} is 0` };
}

function profileTypeFact(a: ComparedSide, b: ComparedSide): ComparabilityFact {
  return fact('profileType', a.profileType === b.profileType, {
    ok: `both ${a.profileType}`,
    warn: `${a.profileType} against ${b.profileType}${kindsOf(a, b)}`,
  });
}

function kindsOf(a: ComparedSide, b: ComparedSide): string {
  if (a.gauge === b.gauge) return '';
  const word = (side: ComparedSide) => (side.gauge ? 'a mean over scrapes' : 'a sum over scrapes');
  return `: ${word(a)} against ${word(b)}`;
}

function unitFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (a.unit === b.unit) return undefined;
  return { topic: 'unit', level: 'warn', text: `${a.unit} against ${b.unit}` };
}

function rangeFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (!a.range || !b.range) return undefined;
  const [lengthA, lengthB] = [lengthOf(a.range), lengthOf(b.range)];
  const alike = Math.abs(lengthA - lengthB) <= EQUAL_LENGTHS * Math.max(lengthA, lengthB);
  const lengths = `${lengthA / 1000} s against ${lengthB / 1000} s`;
  return fact('range', alike, {
    ok: lengthA === lengthB ? `both ${lengthA / 1000} s long` : lengths,
    warn: lengths,
  });
}

function overlapFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (!a.range || !b.range || a.source === undefined || a.source !== b.source) return undefined;
  if (!overlaps(a.range, b.range)) return undefined;
  const same = a.range.start === b.range.start && a.range.end === b.range.end;
  return {
    topic: 'overlap',
    level: 'warn',
    text: same ? 'both sides are the same profiles' : 'the sides overlap in time',
  };
}

function scrapesFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (a.scrapes === undefined || b.scrapes === undefined) return undefined;
  const [textA, textB] = [scrapesOf(a), scrapesOf(b)];
  const moments = [a, b].some((side) => side.gauge && side.scrapes === 1);
  const alike = a.scrapes === b.scrapes && complete(a) && complete(b) && !moments;
  return fact('scrapes', alike, {
    ok: textA === textB ? `${textA} scrapes each` : `${textA} scrapes against ${textB}`,
    warn: `${textA} scrapes against ${textB}${moments ? ': one scrape is a moment, no mean' : ''}`,
  });
}

function buildFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (!a.buildIds?.length || !b.buildIds?.length) return undefined;
  const [textA, textB] = [a, b].map(({ buildIds = [] }) => [...buildIds].sort().join(', '));
  return fact('build', textA === textB, {
    ok: `both build ${textA}`,
    warn: `build ${textA} against ${textB}`,
  });
}

function fact(
  topic: ComparabilityFact['topic'],
  alike: boolean,
  texts: { ok: string; warn: string },
): ComparabilityFact {
  return alike
    ? { topic, level: 'ok', text: texts.ok }
    : { topic, level: 'warn', text: texts.warn };
}

function lengthOf({ start, end }: TimeRange): number {
  return end - start;
}

function scrapesOf({ scrapes, expectedScrapes }: ComparedSide): string {
  return expectedScrapes === undefined ? String(scrapes) : `${scrapes} of ${expectedScrapes}`;
}

function complete({ scrapes = 0, expectedScrapes }: ComparedSide): boolean {
  return expectedScrapes === undefined || scrapes >= expectedScrapes;
}
