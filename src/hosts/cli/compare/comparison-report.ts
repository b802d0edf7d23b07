import { isNoise, verdictName, verdictsByName, type Verdicts } from '#comparison';
import type { ReportQuestion } from '#report';
import {
  buildDescriber,
  colourByChange,
  COLOUR_FORMULA,
  comparedWidths,
  formatValue,
  handedPicture,
  intervalText,
  widthFormula,
} from '#ui/pictures';
import { printAnswer, titleOf } from './answer';
import type { Comparison } from './comparison';
import { printNoise } from './print-comparison';

/** What the page hands on of a comparison, made of what the command line knows. */
export function comparisonReport(compared: Comparison, madeBy: string): ReportQuestion {
  const { tree, table, unit, formula, sides, whole, verdicts, comparable } = compared;
  const verdictOf = ofFrames(compared, verdicts);
  const totals = [whole.baseline.total, whole.comparison.total];
  return {
    title: `${titleOf(sides[0].profileType)}: what changed`,
    answer: printAnswer(compared).join(' '),
    sides: sides.map(({ title }, k) => ({
      name: k === 0 ? 'baseline' : 'comparison',
      total: formatValue(totals[k]!, unit),
      facts: [title],
    })),
    basis: [`values in ${unit}`, formula, ...compared.notes],
    comparability: comparable.map(({ level, text }) => ({ warns: level === 'warn', text })),
    noise: [printNoise(compared)],
    picture: handedPicture({
      tree,
      widths: comparedWidths(tree, 'both'),
      colour: colourByChange(tree, verdictOf && ((node) => isNoise(verdictOf(tree.frame[node]!)))),
      describe: buildDescriber(tree, { unit, verdictOf }),
      width: widthFormula('both'),
      colours: [COLOUR_FORMULA, ...(verdictOf ? ['grey: within noise'] : [])],
    }),
    ...{ table, unit },
    charts: compared.charts ?? [],
    verdictOf: verdictTextOf(compared),
    madeBy,
  };
}

/** Of rows of the tree's frames. One profile a side tells sampling alone from change, which colours nothing grey. */
function ofFrames({ tree }: Comparison, verdicts: Verdicts) {
  if (verdicts.method === 'sampling') return undefined;
  const byName = verdictsByName(verdicts);
  return (frame: number) =>
    frame < 0 ? verdicts.total : byName.get(tree.frames.functionName[frame] ?? '');
}

/** Of a row by its name: its verdict and interval. */
export function verdictTextOf(compared: Comparison): (name: string) => string {
  const judged = new Map(compared.rows.map((row) => [row.name, row.judged]));
  return (name) => {
    const row = judged.get(name);
    return row
      ? [verdictName(row, compared.verdicts.method), intervalText(row)].filter(Boolean).join(', ')
      : '';
  };
}
