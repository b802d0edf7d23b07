import type { ShownAs } from '#comparison';
import { encodePprof, type CallTree, type TopTable } from '#profile';
import {
  delimitedTable,
  foldedLines,
  htmlReport,
  markdownTable,
  type ReportQuestion,
} from '#report';
import { buildDescriber, flameGraphSvg, type Dividends, type VerdictOf } from '#ui';
import { coloursOf, greyOf, verdictOfFrames, widthsOf } from '../picture';
import { pngOfSvg } from './png-of-svg';
import { judgedRows } from './judged-rows';
import { legendOf } from './legend-of';
import { reportOf, verdictTextOf } from './report-of';
import type { DisplayState } from '../../state/view/view-state';

/** What the picture is of, for whoever gets it without the page. */
export interface ExportFacts {
  /** Of files, without an ending. */
  readonly name: string;
  readonly title: string;
  /** Sides, ranges, unit, formula: a line each. */
  readonly lines: readonly string[];
  /** Of the values before they were divided. */
  readonly sampleType: { readonly type: string; readonly unit: string };
  /** What verdicts are of while slices are on their way: `12 of 40 slices`. */
  readonly interim?: string | undefined;
  /** Where rows are judged. */
  readonly shownAs?: ShownAs | undefined;
  /** What a report says besides. */
  readonly report: Pick<
    ReportQuestion,
    'answer' | 'basis' | 'sides' | 'comparability' | 'noise' | 'charts' | 'link'
  >;
}

export interface ExportQuestion {
  readonly tree: CallTree;
  readonly table: TopTable;
  /** Of both. */
  readonly unit: string;
  readonly display: DisplayState;
  readonly dividends?: Dividends | undefined;
  readonly verdictOf?: VerdictOf | undefined;
  /** Rows that are not flagged yet are being judged. */
  readonly judging?: boolean | undefined;
  /** The whole profile as pprof, without filters; absent: there is no other than what is shown. */
  readonly whole?: (() => Promise<ExportedFile>) | undefined;
  readonly facts: ExportFacts;
}

export interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

export interface ExportChoice {
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly make: (question: ExportQuestion) => ExportedFile | Promise<ExportedFile>;
}

const MOST_ROWS = 20;

/** What a view can be handed on as. Values before they were divided are whole numbers, which pprof and folded stacks need. */
export function exportChoices({
  tree,
  display,
  whole,
}: Pick<ExportQuestion, 'tree' | 'display' | 'whole'>): readonly ExportChoice[] {
  const isComparison = tree.columns.length > 1;
  const upright = display.inverted ? [] : isComparison ? COMPARISON_STACKS : PROFILE_STACKS;
  return [REPORT, ...PICTURES, ...TABLES, ...upright, ...(whole ? [wholeChoice(whole)] : [])];
}

const TABLES: readonly ExportChoice[] = [
  {
    key: 'csv',
    label: 'Table as CSV',
    description: 'exact values, for a spreadsheet',
    make: (question) => delimited(question, 'csv'),
  },
  {
    key: 'tsv',
    label: 'Table as TSV',
    description: 'exact values, for scripts',
    make: (question) => delimited(question, 'tsv'),
  },
  {
    key: 'markdown',
    label: 'Table as Markdown',
    description: `the first ${MOST_ROWS} rows, for an issue`,
    make: ({ table, unit, facts, verdictOf }) => ({
      name: `${facts.name}.md`,
      bytes: markdownTable(table, {
        ...{ title: facts.title, lines: facts.lines, unit, mostRows: MOST_ROWS },
        verdictOf: verdictTextOf({ table, verdictOf }),
      }),
    }),
  },
];

function delimited(question: ExportQuestion, kind: 'csv' | 'tsv'): ExportedFile {
  const { table, unit, facts } = question;
  const bytes = delimitedTable(table, unit, kind, judgedRows(question));
  return { name: `${facts.name}.${kind}`, bytes };
}

const FOLDED: ExportChoice = {
  key: 'folded',
  label: 'Folded stacks',
  description: 'one line a stack, values before they are divided',
  make: (question) => ({
    name: `${question.facts.name}.folded`,
    bytes: foldedLines(undivided(question)),
  }),
};

const PROFILE_STACKS: readonly ExportChoice[] = [
  FOLDED,
  {
    key: 'pprof',
    label: 'pprof',
    description: 'what is shown, with its filters',
    make: (question) => pprof(question, '', { column: 0 }),
  },
];

function wholeChoice(make: () => Promise<ExportedFile>): ExportChoice {
  return {
    key: 'pprof-whole',
    label: 'pprof of the whole profile',
    description: 'without filters, with its time and duration',
    make,
  };
}

const COMPARISON_STACKS: readonly ExportChoice[] = [
  { ...FOLDED, description: 'one line a stack with both values, as difffolded.pl has them' },
  {
    key: 'pprof',
    label: 'pprof of both',
    description: 'as go tool pprof -diff_base has it; values before they are divided',
    make: (question) => pprof(question, '', { column: 1, baseline: 0 }),
  },
  {
    key: 'pprof-baseline',
    label: 'pprof of the baseline',
    description: 'what is shown of it',
    make: (question) => pprof(question, '-baseline', { column: 0 }),
  },
  {
    key: 'pprof-comparison',
    label: 'pprof of the comparison',
    description: 'what is shown of it',
    make: (question) => pprof(question, '-comparison', { column: 1 }),
  },
];

const REPORT: ExportChoice = {
  key: 'report',
  label: 'Report as HTML',
  description: 'answer, facts, metrics, flame graph and table; opens anywhere, without a server',
  make: async (question) => ({
    name: `${question.facts.name}.html`,
    bytes: await htmlReport(reportOf(question)),
  }),
};

const PICTURES: readonly ExportChoice[] = [
  {
    key: 'svg',
    label: 'Flame graph as SVG',
    description: 'with title, sides, unit and legend',
    make: (question) => ({ name: `${question.facts.name}.svg`, bytes: pictureOf(question) }),
  },
  {
    key: 'png',
    label: 'Flame graph as PNG',
    description: 'the same, for a chat or a slide',
    make: async (question) => ({
      name: `${question.facts.name}.png`,
      bytes: await pngOfSvg(pictureOf(question)),
    }),
  },
];

function undivided({ tree, dividends }: ExportQuestion): CallTree {
  return dividends?.tree ?? tree;
}

function pprof(
  question: ExportQuestion,
  suffix: string,
  columns: { readonly column: number; readonly baseline?: number },
): ExportedFile {
  const { name, sampleType } = question.facts;
  return {
    name: `${name}${suffix}.pb.gz`,
    bytes: encodePprof(undivided(question), { sampleType, ...columns }),
  };
}

function pictureOf(question: ExportQuestion): string {
  const { tree, table, unit, display, dividends, facts } = question;
  const verdictOf = verdictOfFrames(table, question.verdictOf);
  const describe = buildDescriber(tree, { unit, dividends, verdictOf });
  const colour = coloursOf(tree, display, verdictOf);
  return flameGraphSvg({
    ...{ tree, colour },
    widths: widthsOf(tree, display.width),
    legend: legendOf({ tree, display, colour, grey: greyOf(question) }),
    title: facts.title,
    lines: facts.lines,
    valueOf: (node) =>
      describe(node)
        .facts.map(({ label, value }) => `${label} ${value}`)
        .join(', '),
  });
}
