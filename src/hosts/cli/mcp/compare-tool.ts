import { z } from 'zod';
import { printMatchers, printProfileType } from '#series';
import { printAnswer } from '../compare/answer';
import { buildComparison, defaultNormalisation, NORMALISATION_NAMES } from '../compare/comparison';
import { printNoise } from '../compare/print-comparison';
import { buildReport } from '../compare/report';
import { fetchWindowSides } from '../compare/sides/window-sides';
import { readSelector } from '../profile-source';
import { pageLink } from './page-link';
import { bounded, defineTool, LIMIT, SELECTOR, WINDOW, type ToolContext } from './tool';

const INPUT = {
  selector: SELECTOR,
  baseline: WINDOW,
  comparison: WINDOW,
  baselineSelector: SELECTOR.optional().describe('another one for the baseline'),
  normalise: z
    .string()
    .max(40)
    .optional()
    .describe(`${NORMALISATION_NAMES.join(', ')}; per-second, but raw for states, unless given`),
  limit: LIMIT,
};

export const compare = defineTool({
  name: 'compare',
  title: 'What changed between two windows',
  description:
    'Two windows of a selector (or of two): the answer in a sentence, the formula, how far the sides can be compared, what is known of noise, and the functions by size of change with exact values, each with a verdict (grew, shrank, new, gone, within noise, too few samples) and its 95 % interval. Do not call a change real that is within noise.',
  input: INPUT,
  run: async (context, asked) => {
    const { selector, baselineSelector = selector, limit } = asked;
    const { archive, options } = context.place;
    const sides = await fetchWindowSides(
      context.environment,
      {
        ...{ kind: 'windows', selectors: [baselineSelector, selector] },
        windows: [asked.baseline, asked.comparison],
        ...(archive !== undefined && { archive }),
      },
      options,
    );
    const normalise = asked.normalise ?? defaultNormalisation(sides);
    const compared = buildComparison(sides, { normalise, matchRenamed: true });
    const { rows, ...report } = buildReport(compared);
    const changed = rows
      .filter(({ delta }) => delta.total !== 0 || delta.self !== 0)
      .sort((a, b) => Math.abs(b.delta.total) - Math.abs(a.delta.total));
    return {
      answer: printAnswer(compared),
      formula: compared.exactFormula,
      sides: compared.sides.map(({ title }) => title),
      comparability: compared.comparable.map(({ level, text }) => ({
        warns: level === 'warn',
        text,
      })),
      noiseInWords: printNoise(compared),
      notes: compared.notes,
      ...report,
      rowsChanged: changed.length,
      rows: changed.slice(0, limit).map((row) => ({ ...row, name: bounded(row.name) })),
      link: await linkTo(context, { ...asked, baselineSelector }),
    };
  },
});

function linkTo(
  context: ToolContext,
  asked: {
    readonly selector: string;
    readonly baselineSelector: string;
    readonly baseline: string;
    readonly comparison: string;
  },
): Promise<string> {
  const { profileType, matchers } = readSelector(asked.selector);
  return pageLink(context, 'compare', {
    windows: { baseline: asked.baseline, comparison: asked.comparison },
    params: {
      type: printProfileType(profileType),
      baseline: printMatchers(readSelector(asked.baselineSelector).matchers),
      comparison: printMatchers(matchers),
    },
  });
}
