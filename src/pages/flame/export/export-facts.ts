import { noiseMessage, type ComparabilityFact, type Judgement, type ShownAs } from '#comparison';
import type { ReportChart, ReportQuestion } from '#report';
import { formatDuration, parseSelector, SeriesError, type TimeRange } from '#series';
import { formatDatedRange, formatValue, formatZone } from '#ui';
import type { ExportFacts } from './export-files';

/** One side of what is handed on. */
export interface ExportedSide {
  /** Printed, with the type; of a frame that does not say, its name. */
  readonly selector: string;
  /** Of the whole side, in the sample type's unit. */
  readonly total: number;
  /** What else is known of it. */
  readonly range?: TimeRange | undefined;
  readonly scrapes?: number | undefined;
  /** How many there should have been. */
  readonly expected?: number | undefined;
  readonly seconds?: number | undefined;
  readonly buildIds: readonly string[];
}

export interface Exported {
  /** Of the profile type, for people. */
  readonly title: string;
  /** Of the values before they were divided. */
  readonly sampleType: { readonly type: string; readonly unit: string };
  /** One, or baseline and comparison. */
  readonly sides: readonly ExportedSide[];
  /** Of the values that are shown. */
  readonly unit: string;
  /** Of a comparison, in a sentence. */
  readonly answer?: string | undefined;
  /** Of a comparison, with the divisors put in. */
  readonly formula?: string | undefined;
  readonly comparable?: readonly ComparabilityFact[] | undefined;
  readonly judgement?: Judgement | undefined;
  /** What the judgement is of while slices are on their way: `12 of 40 slices`. */
  readonly interim?: string | undefined;
  /** For the intervals of rows in the unit that is shown. */
  readonly shownAs?: ShownAs | undefined;
  readonly charts?: readonly ReportChart[] | undefined;
  readonly link?: string | undefined;
  readonly timeZone: string;
}

/** What is handed on says by itself what it is of. */
export function exportFacts(exported: Exported): ExportFacts {
  const { sampleType, sides, unit, formula, interim, timeZone } = exported;
  const answer =
    exported.answer !== undefined && interim !== undefined
      ? `Interim, judged from ${interim}: ${exported.answer}`
      : exported.answer;
  const names = sides.length === 1 ? ['profile'] : ['baseline', 'comparison'];
  const when = ({ range }: ExportedSide) =>
    range ? [`${formatDatedRange(range, timeZone)} ${formatZone(range, timeZone)}`] : [];
  const noise = sides.length > 1 ? noiseLines(exported.judgement, interim) : [];
  const basis = [`values in ${unit}`, ...(formula === undefined ? [] : [formula])];
  return {
    name: fileNameOf(exported),
    title: `${exported.title}${sides.length > 1 ? ': what changed' : ''}`,
    lines: [
      ...(answer === undefined ? [] : [answer]),
      ...sides.map((side, k) => `${names[k]}: ${[side.selector, ...when(side)].join(', ')}`),
      ...basis,
      ...noise.slice(0, 1),
    ],
    sampleType,
    interim,
    shownAs: exported.shownAs,
    report: {
      answer,
      basis,
      sides: sides.map((side, k) => ({
        name: names[k]!,
        total: formatValue(side.total, sampleType.unit),
        facts: [side.selector, ...when(side), ...coverageFacts(side)],
      })),
      comparability: (exported.comparable ?? []).map(({ level, text }) => ({
        warns: level === 'warn',
        text,
      })),
      noise,
      charts: exported.charts ?? [],
      link: exported.link,
    },
  };
}

function coverageFacts(side: ExportedSide): readonly string[] {
  const { scrapes, expected = scrapes, seconds, buildIds } = side;
  const of = expected === scrapes ? '' : ` of ${expected}`;
  const taken = [
    ...(scrapes === undefined ? [] : [`${scrapes}${of} ${scrapes === 1 ? 'scrape' : 'scrapes'}`]),
    ...(seconds === undefined ? [] : [formatDuration(seconds * 1000)]),
  ];
  return [
    ...(taken.length > 0 ? [taken.join(', ')] : []),
    ...(buildIds.length > 0 ? [`build ${buildIds.join(', ')}`] : []),
  ];
}

function noiseLines(
  judgement: Judgement | undefined,
  interim: string | undefined,
): NonNullable<ReportQuestion['noise']> {
  // Who reads the file sees no progress that tells that verdicts are on their way.
  if (!judgement)
    return ['Not judged for noise when this was made: nothing here says what is real.'];
  const checks = judgement.selfChecks.map(
    ({ of, flagged, tested }) => `${of}: ${flagged} of ${tested} flagged`,
  );
  const caution =
    interim === undefined
      ? []
      : [`Interim: judged from ${interim} when this was made; the rest may change verdicts.`];
  return [...caution, noiseMessage(judgement), ...checks];
}

/** Only what every shell and file system takes as it is: `cpu_shop-k8s-1_20261121T060000Z`. */
function fileNameOf({ sampleType, sides }: Exported): string {
  const values = sides.flatMap(({ selector }) => valuesIn(selector));
  const start = sides[0]!.range?.start;
  const stamp = start === undefined ? '' : new Date(start).toISOString().replace(/[-:]|\.\d+/g, '');
  return [sampleType.type || 'profile', ...new Set(values), stamp]
    .map((part) => part.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^[-.]+|-+$/g, ''))
    .filter((part) => part !== '')
    .join('_')
    .slice(0, 120);
}

/** Of a frame it is any text. */
function valuesIn(selector: string): readonly string[] {
  try {
    return parseSelector(selector).matchers.map(({ value }) => value);
  } catch (error) {
    if (error instanceof SeriesError) return [];
    throw error;
  }
}
