import type { Normalisation } from './normalise';
import type { Labels, TimeRange } from '#series';
import { overlaps } from './baselines/baseline-presets';
import type { Pair } from './comparison-row';
import {
  EQUAL_LENGTHS,
  isSameTime,
  lengthOf,
  placeFact,
  placeOf,
  timeFact,
} from './place-and-time';

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
  /** What all series that answered have in common: of a unit that was asked for, its application. */
  readonly labels?: Labels;
  /** The server that it was asked of, where there are several: `Parca`. */
  readonly datasource?: string | undefined;
  /** What that is. */
  readonly server?: string | undefined;
  readonly range?: TimeRange;
  /** How many series are added up. */
  readonly series?: number;
  /** How many files are added up, where it is of files. */
  readonly files?: number | undefined;
  readonly scrapes?: number;
  /** Those that the range has room for at the scrape interval. */
  readonly expectedScrapes?: number;
  /** What of the range the scrapes cover, 0 to 1. */
  readonly extent?: number;
  /** Empty: the profile names none. */
  readonly buildIds?: readonly string[];
  /** How far apart samples are, in `periodUnit`; empty: not known. */
  readonly periods?: readonly number[];
  readonly periodUnit?: string;
  /** What of a process's CPU time or memory, as its own metrics have it, the profile holds: 1 all. */
  readonly seen?: number | undefined;
  /** What of the total is in functions with a name, 0 to 1. */
  readonly symbolised?: number;
  /** What of it was cut off by whoever made the profile, 0 to 1: it is in no function. */
  readonly trimmed?: number;
}

/** One thing that was looked at. `warn`: a difference in cost may come from there and not from the code. */
export interface ComparabilityFact {
  readonly topic:
    | 'differences'
    | 'datasource'
    | 'empty'
    | 'profileType'
    | 'unit'
    | 'place'
    | 'time'
    | 'whose'
    | 'range'
    | 'overlap'
    | 'series'
    | 'scrapes'
    | 'coverage'
    | 'build'
    | 'period'
    | 'seen'
    | 'symbols'
    | 'trimmed';
  readonly level: 'ok' | 'warn';
  /** Facts with their numbers, baseline first: `30 scrapes against 28`. */
  readonly text: string;
  /** In a word what both sides have alike, for the line that says that they can be compared: `unit`, `type`. */
  readonly same?: string;
  /** Of sides that are not of one time. */
  readonly ranges?: Pair<TimeRange>;
}

type Check = (
  baseline: ComparedSide,
  comparison: ComparedSide,
  how: Normalisation,
) => ComparabilityFact | undefined;

const CHECKS: readonly Check[] = [
  differencesFact,
  datasourceFact,
  emptyFact,
  profileTypeFact,
  unitFact,
  placeFact,
  timeFact,
  rangeFact,
  overlapFact,
  seriesFact,
  scrapesFact,
  coverageFact,
  buildFact,
  periodFact,
  symbolsFact,
  trimmedFact,
  seenFact,
  whoseFact,
];

/** Shares of symbolised or covered values that differ by more change what a comparison says. */
const EQUAL_SHARES = 0.05;

/**
 * What the inputs show of whether the sides are alike when their values are divided as `how` says, in a fixed order; a topic that one side
 * knows nothing of is left out.
 */
export function comparability(
  baseline: ComparedSide,
  comparison: ComparedSide,
  how: Normalisation,
): ComparabilityFact[] {
  return CHECKS.map((check) => check(baseline, comparison, how)).filter(
    (fact) => fact !== undefined,
  );
}

/**
 * The facts in a line: `Caution: two differences: unit and time`, or what is alike: `Comparable: same unit, type, build; 40 scrapes each`.
 */
export function comparabilityMessage(facts: readonly ComparabilityFact[]): string {
  const warned = facts.filter(({ level }) => level === 'warn');
  if (warned.length > 0) return `Caution: ${warned.map(({ text }) => text).join('; ')}`;
  const same = ORDER.flatMap((topic) => facts.find((one) => one.topic === topic)?.same ?? []);
  const alike = same.length === 0 ? [] : [`same ${same.join(', ')}`];
  const more = facts.filter(({ topic }) => topic === 'scrapes' || topic === 'whose');
  return `Comparable: ${[...alike, ...more.map(({ text }) => text)].join('; ')}`;
}

const ORDER: readonly ComparabilityFact['topic'][] = ['place', 'time', 'profileType', 'build'];

/**
 * One question has one difference. A build is of its time: before against after a deploy is one question, another unit with another build is
 * two.
 */
function differencesFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  const place = placeOf(a, b);
  const otherTime = a.range && b.range && !isSameTime(a.range, b.range);
  const deploy = otherTime && a.source !== undefined && !place?.text;
  const what = [
    ...(areElsewhere(a, b) ? ['datasource'] : []),
    ...(a.profileType === b.profileType ? [] : ['profile type']),
    ...(place?.text ? [place.what] : []),
    ...(otherTime ? ['time'] : []),
    ...(hasOtherBuild(a, b) && !deploy ? ['build'] : []),
  ];
  if (what.length < 2) return undefined;
  const list = `${what.slice(0, -1).join(', ')} and ${what.at(-1)}`;
  const count = ['two', 'three', 'four', 'five'][what.length - 2];
  return { topic: 'differences', level: 'warn', text: `${count} differences: ${list}` };
}

/** Servers that count and name otherwise have no difference in cost to show, only where of a whole it goes. */
function datasourceFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (!areElsewhere(a, b)) return undefined;
  const names = [a.datasource, b.datasource];
  const servers = [a.server, b.server];
  const otherwise = servers[0] === servers[1] ? 'two servers may sample' : 'they sample';
  const changed = servers.includes('Pyroscope')
    ? '; a Pyroscope has cut Go’s type arguments and the ends of the deepest stacks'
    : '';
  const text = `${names.join(' against ')}: ${otherwise} otherwise, so only shares are compared${changed}`;
  return { topic: 'datasource', level: 'warn', text };
}

const areElsewhere = (a: ComparedSide, b: ComparedSide) => a.datasource !== b.datasource;

function emptyFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  const empty = [...(a.total === 0 ? ['baseline'] : []), ...(b.total === 0 ? ['comparison'] : [])];
  if (empty.length === 0) return undefined;
  return { topic: 'empty', level: 'warn', text: `total of ${empty.join(' and ')} is 0` };
}

function profileTypeFact(a: ComparedSide, b: ComparedSide): ComparabilityFact {
  return fact('profileType', a.profileType === b.profileType, {
    ok: `both ${a.profileType}`,
    same: 'type',
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

/** One beside one is symmetric: what is more in the one is less in the other. */
function whoseFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  const place = placeOf(a, b);
  if (place?.text === undefined || a.series !== 1 || b.series !== 1) return undefined;
  if (!a.range || !b.range || !isSameTime(a.range, b.range)) return undefined;
  return { topic: 'whose', level: 'ok', text: 'two units alone do not say which one is unusual' };
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
  if (areElsewhere(a, b)) return undefined;
  if (!overlaps(a.range, b.range)) return undefined;
  const touch = a.range.end === b.range.start || b.range.end === a.range.start;
  const same = a.range.start === b.range.start && a.range.end === b.range.end;
  return fact('overlap', touch && !same, {
    ok: 'a scrape at the moment that both sides share is on both',
    warn: same ? 'both sides are the same profiles' : 'the sides overlap in time',
  });
}

/** Sides are added up over their series, so one that has more of them is greater by that alone, unless that is divided out. */
function seriesFact(
  a: ComparedSide,
  b: ComparedSide,
  how: Normalisation,
): ComparabilityFact | undefined {
  if (a.series === undefined || b.series === undefined || a.series === b.series) return undefined;
  const areFiles = a.files !== undefined && b.files !== undefined;
  const counts = areFiles
    ? `${a.files} ${a.files === 1 ? 'file' : 'files'} against ${b.files}`
    : `${a.series} series against ${b.series}`;
  // Seconds of files are added up as the files are.
  const divided = areFiles && how === 'perSecond' ? 'each value per second' : DIVIDED[how];
  return fact('series', divided !== undefined, {
    ok: `${counts}, ${divided}`,
    warn: `sum of ${counts}`,
  });
}

/** What is left of a sum's number of series nothing, in words. */
const DIVIDED: Partial<Record<Normalisation, string>> = {
  perUnit: 'each value per unit',
  perFile: 'each value per file',
  perRequest: 'each value per request',
  share: 'each value a share',
};

function scrapesFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (a.scrapes === undefined || b.scrapes === undefined) return undefined;
  // A scrape each: their number has been said.
  if (a.files !== undefined && b.files !== undefined) return undefined;
  const [textA, textB] = [scrapesOf(a), scrapesOf(b)];
  const against = `${textA} ${word(a.expectedScrapes ?? a.scrapes)} against ${textB}`;
  const moments = [a, b].some((side) => side.gauge && side.scrapes === 1);
  const alike = hasAsMany(a, b) && complete(a) && complete(b) && !moments;
  return fact('scrapes', alike, {
    ok: textA === textB ? `${a.scrapes} ${word(a.scrapes)} each` : against,
    warn: `${against}${moments ? ': one scrape is a moment, no mean' : ''}`,
  });
}

const word = (count?: number) => (count === 1 ? 'scrape' : 'scrapes');

/** One scrape more or less is of how many at least. */
const MANY_SCRAPES = 10;

/** Of each series: those of three units are three times as many. Where they begin in the window makes one more, which of few is many. */
function hasAsMany(a: ComparedSide, b: ComparedSide): boolean {
  if (a.scrapes === b.scrapes) return true;
  const [least, most] = [a, b]
    .map((side) => side.scrapes! / (side.series || 1))
    .sort((x, y) => x - y);
  return most! - least! < 1 || (most! - least! <= 1 && least! >= MANY_SCRAPES);
}

function coverageFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (a.extent === undefined || b.extent === undefined) return undefined;
  const low = Math.min(a.extent, b.extent);
  if (low >= 1 - EQUAL_SHARES) return undefined;
  const text = `scrapes cover ${percent(a.extent)} of the window against ${percent(b.extent)}`;
  return { topic: 'coverage', level: 'warn', text };
}

function buildFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  const [idsA, idsB] = [buildsOf(a), buildsOf(b)];
  if (idsA === '' || idsB === '') return undefined;
  const [shortA, shortB] = [a, b].map((side) => buildsOf(side, SHORT_ID));
  const [textA, textB] = shortA === shortB && idsA !== idsB ? [idsA, idsB] : [shortA, shortB];
  return fact('build', idsA === idsB, {
    ok: `both build ${textA}`,
    same: 'build',
    warn: `build ${textA} against ${textB}`,
  });
}

function symbolsFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (a.symbolised === undefined || b.symbolised === undefined) return undefined;
  const [textA, textB] = [percent(a.symbolised), percent(b.symbolised)];
  return fact('symbols', Math.abs(a.symbolised - b.symbolised) <= EQUAL_SHARES, {
    ok: textA === textB ? `${textA} symbolised each` : `${textA} symbolised against ${textB}`,
    warn: `${textA} symbolised against ${textB}`,
  });
}

/** More cannot be a rounding: functions lost as much. */
const LEAST_TRIMMED = 0.001;

function trimmedFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  const { trimmed: before = 0 } = a;
  const { trimmed: after = 0 } = b;
  if (Math.max(before, after) < LEAST_TRIMMED) return undefined;
  const text = `of the baseline ${cut(before)}, of the comparison ${cut(after)}: trimmed where the profiles were made, and in no function`;
  return { topic: 'trimmed', level: 'warn', text };
}

const cut = (part: number) => `${Number((part * 100).toPrecision(2))} %`;

/** Rarer samples see less of what is short. */
function periodFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  const [textA, textB] = [periodsOf(a), periodsOf(b)];
  if (textA === '' || textB === '') return undefined;
  return fact('period', textA === textB, {
    ok: `both sampled every ${textA}`,
    warn: `sampled every ${textA} against ${textB}`,
  });
}

function periodsOf({ periods = [], periodUnit = '' }: ComparedSide): string {
  const text = (period: number) =>
    periodUnit === 'nanoseconds' ? `${period / 1e6} ms` : `${period} ${periodUnit}`.trim();
  return periods.map(text).join(' and ');
}

/** A profiler that sees less of one side makes it smaller. */
function seenFact(a: ComparedSide, b: ComparedSide): ComparabilityFact | undefined {
  if (a.seen === undefined || b.seen === undefined) return undefined;
  const [textA, textB] = [percent(a.seen), percent(b.seen)];
  const of = 'of what the process’ own metric says';
  return fact('seen', Math.abs(a.seen - b.seen) <= EQUAL_SHARES, {
    ok:
      textA === textB
        ? `profiler sees ${textA} ${of}`
        : `profiler sees ${textA} against ${textB} ${of}`,
    warn: `profiler sees ${textA} against ${textB} ${of}`,
  });
}

function fact(
  topic: ComparabilityFact['topic'],
  alike: boolean,
  texts: { readonly ok: string; readonly warn: string; readonly same?: string },
): ComparabilityFact {
  if (!alike) return { topic, level: 'warn', text: texts.warn };
  const { ok, same } = texts;
  return { topic, level: 'ok', text: ok, ...(same !== undefined && { same }) };
}

function scrapesOf({ scrapes, expectedScrapes }: ComparedSide): string {
  return expectedScrapes === undefined ? String(scrapes) : `${scrapes} of ${expectedScrapes}`;
}

function complete({ scrapes = 0, expectedScrapes }: ComparedSide): boolean {
  return expectedScrapes === undefined || scrapes >= expectedScrapes;
}

/** Letters of a build id that people tell builds apart by. */
const SHORT_ID = 8;

const buildsOf = ({ buildIds = [] }: ComparedSide, letters = Infinity) =>
  [...buildIds]
    .sort()
    .map((id) => id.slice(0, letters))
    .join(', ');

function hasOtherBuild(a: ComparedSide, b: ComparedSide): boolean {
  const [textA, textB] = [buildsOf(a), buildsOf(b)];
  return textA !== '' && textB !== '' && textA !== textB;
}

const percent = (part: number) => `${Math.round(part * 100)} %`;
