import { createDataFrame, FieldType, type DataFrame, type FieldDTO } from '@grafana/data';
import type { Finding, Looked } from '#changes';
import { profileTypeTitle, rateUnit } from '#series';
import { frameMeta } from './tree/frame-facts';
import { grafanaUnit } from './grafana-unit';

/** What a finding is called, and where it can be looked at. */
export interface FindingWords {
  /** In one line: `Costs more: main.Quote`. */
  readonly title: string;
  /** `+0.0047 cores (+41 %, +28 to +55 %)` */
  readonly size: string;
  /** What is known of it besides, a clause each. */
  readonly why: readonly string[];
  /** Compare in the app, and its row on the page Changes. */
  readonly compare: string;
  readonly changes: string;
}

export interface FindingsFrameOptions {
  readonly refId: string;
  readonly looked: Looked;
  readonly wordsOf: (finding: Finding) => FindingWords;
  /** Most rows; the notice says how many there were. */
  readonly limit: number;
  readonly executed: string;
  readonly notices: readonly string[];
}

/** Tables hide what links refer to: `hidden` up to Grafana 12, `hideFrom` since. */
const UNSEEN = {
  config: { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } },
};
const NAME_WIDTH = 260;
const NUMBER_WIDTH = 105;

/**
 * A row a finding, best first. `Delta` and its interval are in `Unit`, of 95 %, over all `Units`; where all rows have the same unit, Grafana
 * knows it too. `Change` is a part of what it would be without the change. What is not known is null, or '' of a text.
 * `meta.custom.parcascopeChanges` has what was looked at (`Looked`).
 */
export function frameFromFindings(
  findings: readonly Finding[],
  options: FindingsFrameOptions,
): DataFrame {
  const rows = findings.slice(0, options.limit);
  return createDataFrame({
    name: 'changes',
    refId: options.refId,
    meta: { ...metaOf(findings, options), preferredVisualisationType: 'table' },
    fields: [...whatFields(rows, options), ...sizeFields(rows), ...whenFields(rows, options)],
  });
}

/**
 * What Grafana draws over time series: `time`, `timeEnd` where it went away, `title`, `text` and `tags`. The first two texts are HTML there. A
 * finding without a time cannot be drawn.
 */
export function annotationsFromFindings(
  findings: readonly Finding[],
  options: FindingsFrameOptions,
): DataFrame {
  const dated = findings.filter(({ since }) => since !== undefined);
  const rows = dated.slice(0, options.limit);
  const undated = findings.length - dated.length;
  const notices = [
    ...options.notices,
    ...(undated > 0 ? [`${undated} of ${findings.length} changes have no time.`] : []),
  ];
  const texts = (name: string, textOf: (finding: Finding) => string) => ({
    name,
    type: FieldType.string,
    values: rows.map(textOf),
  });
  return createDataFrame({
    name: 'changes',
    refId: options.refId,
    meta: metaOf(dated, { ...options, notices }),
    fields: [
      times('time', rows, ({ since }) => since?.time),
      times('timeEnd', rows, ({ until }) => until),
      texts('title', (finding) => escapeHtml(options.wordsOf(finding).title)),
      texts('text', (finding) => annotationHtml(finding, options.wordsOf(finding))),
      texts('tags', ({ kind, direction, application }) =>
        [kind, direction, application.replaceAll(',', ' ')].join(),
      ),
    ],
  });
}

function annotationHtml(
  { profileType, units }: Finding,
  { size, why, compare }: FindingWords,
): string {
  const lines = [`${profileTypeTitle(profileType)}: ${size}`, units.join(', '), ...why];
  const link = `<a href="${escapeHtml(compare)}">Compare in Parcascope</a>`;
  return [...lines.filter((line) => line !== '').map(escapeHtml), link].join('<br>');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Names of functions have angle brackets in several languages. */
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (one) => ENTITIES[one]!);

function metaOf(
  findings: readonly Finding[],
  { executed, notices, limit, looked }: FindingsFrameOptions,
) {
  const cut = findings.length > limit;
  const all = [
    ...notices,
    ...(cut ? [`${limit} of ${findings.length} changes: the limit is ${limit}.`] : []),
  ];
  return { ...frameMeta({ executed, notices: all }), custom: { parcascopeChanges: looked } };
}

function whatFields(rows: readonly Finding[], { wordsOf }: FindingsFrameOptions): FieldDTO[] {
  const words = rows.map(wordsOf);
  const link = (title: string, field: string) => ({
    title,
    url: `\${__data.fields["${field}"]}`,
    targetBlank: false,
  });
  return [
    texts('Kind', rows, ({ kind }) => kind),
    texts('Direction', rows, ({ direction }) => direction),
    {
      ...texts('Function', rows, (finding) => finding.function ?? '(in total)'),
      config: {
        custom: { minWidth: NAME_WIDTH },
        links: [link('Compare in Parcascope', 'Link'), link('Changes in Parcascope', 'Changes')],
      },
    },
    texts('Type', rows, ({ profileType }) => profileTypeTitle(profileType)),
    texts('Application', rows, ({ application }) => application),
    texts('Units', rows, ({ units }) => units.join(', ')),
    texts('Size', rows, (_, row) => words[row]!.size),
    { ...texts('Link', rows, (_, row) => words[row]!.compare), ...UNSEEN },
    { ...texts('Changes', rows, (_, row) => words[row]!.changes), ...UNSEEN },
  ];
}

function sizeFields(rows: readonly Finding[]): FieldDTO[] {
  const units = rows.map(({ profileType }) => rateUnit(profileType));
  const isSame = new Set(units).size === 1;
  const delta = isSame ? { unit: grafanaUnit(units[0]!) } : {};
  const percent = { unit: grafanaUnit('share') };
  const described = (description: string) => ({ description });
  const interval = described('95 % interval of Delta');
  const ofChange = { ...percent, ...described('95 % interval of Change') };
  return [
    numbers('Delta', delta, rows, (finding) => finding.delta),
    texts('Unit', rows, (_, row) => units[row]!),
    numbers('Interval low', { ...delta, ...interval }, rows, (one) => one.deltaInterval?.[0]),
    numbers('Interval high', { ...delta, ...interval }, rows, (one) => one.deltaInterval?.[1]),
    numbers('Change', percent, rows, ({ relative }) => relative),
    numbers('Change low', ofChange, rows, (finding) => finding.interval?.[0]),
    numbers('Change high', ofChange, rows, (finding) => finding.interval?.[1]),
    numbers(
      'q',
      {
        unit: grafanaUnit(''),
        decimals: 4,
        ...described('the share of false ones among findings that are at least as sure'),
      },
      rows,
      ({ q }) => q,
    ),
  ];
}

function whenFields(rows: readonly Finding[], { wordsOf }: FindingsFrameOptions): FieldDTO[] {
  return [
    times('Since', rows, ({ since }) => since?.time),
    numbers(
      'Within',
      { unit: 'ms', description: 'how far Since may be off, 95 %' },
      rows,
      ({ since }) => since?.uncertainty,
    ),
    times('Until', rows, ({ until }) => until),
    texts('Cause', rows, ({ cause }) => cause?.text),
    texts('Why', rows, (finding) => wordsOf(finding).why.join(' · ')),
  ];
}

function texts(
  name: string,
  rows: readonly Finding[],
  textOf: (finding: Finding, row: number) => string | undefined,
) {
  const values = rows.map((finding, row) => textOf(finding, row) ?? '');
  return { name, type: FieldType.string, values } satisfies FieldDTO;
}

function times(
  name: string,
  rows: readonly Finding[],
  timeOf: (finding: Finding) => number | undefined,
) {
  const values = rows.map((finding) => timeOf(finding) ?? null);
  return { name, type: FieldType.time, values } satisfies FieldDTO;
}

function numbers(
  name: string,
  config: { readonly unit?: string; readonly decimals?: number; readonly description?: string },
  rows: readonly Finding[],
  valueOf: (finding: Finding) => number | undefined,
) {
  return {
    name,
    type: FieldType.number,
    values: rows.map((finding) => valueOf(finding) ?? null),
    config: { ...config, custom: { width: NUMBER_WIDTH } },
  } satisfies FieldDTO;
}
