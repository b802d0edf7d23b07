import { z } from 'zod';
import { divided, divideTable } from '#comparison';
import { buildTopTable, calleesOf, callersOf, frameName, type CallTree } from '#profile';
import { printMatchers, printProfileType } from '#series';
import { readSelector } from '../profile-source';
import { fetchTopProfile } from '../profiles/top-window';
import type { TopProfile } from '../profiles/top-profile';
import { pageLink } from './page-link';
import { bounded, defineTool, LIMIT, SELECTOR, WINDOW, type ToolContext } from './tool';

const GROUPINGS = ['function', 'file', 'binary', 'package'] as const;

const ASKED = { selector: SELECTOR, range: WINDOW };

export const topFunctions = defineTool({
  name: 'top_functions',
  title: 'What costs most',
  description:
    'Functions by what they cost themselves (self) and with what they call (total), exact, in a window. CPU time is in cores, other sums are per second, states are means over scrapes.',
  input: {
    ...ASKED,
    by: z.enum(GROUPINGS).default('function').describe('what a row is'),
    sort: z.enum(['self', 'total']).default('self'),
    limit: LIMIT,
  },
  run: async (context, asked) => {
    const { by, sort, limit } = asked;
    const profile = await fetchProfile(context, asked);
    const table = divideTable(buildTopTable(profile.tree, by), [profile.divisor, profile.divisor]);
    const { self, total } = table.columns[0]!;
    const rows = table.names
      .map((name, i) => ({ name: bounded(name), self: self[i]!, total: total[i]! }))
      .sort((a, b) => b[sort] - a[sort] || (a.name < b.name ? -1 : 1));
    return {
      ...factsOf(profile),
      rowsFound: rows.length,
      rows: rows.slice(0, limit),
      link: await linkTo(context, asked),
    };
  },
});

export const callersAndCallees = defineTool({
  name: 'callers_and_callees',
  title: 'Around a function',
  description:
    'Who calls a function, and what it calls, one level each, with exact values: the callers add up to its total, and so do its own cost and its callees.',
  input: { ...ASKED, function: z.string().max(4000).describe('its name, whole'), limit: LIMIT },
  run: async (context, asked) => {
    const profile = await fetchProfile(context, asked);
    const value = (of: number) => divided(of, profile.divisor);
    const [callers, callees] = [
      callersOf(profile.tree, asked.function),
      calleesOf(profile.tree, asked.function),
    ];
    const list = (tree: CallTree) => {
      const found = belowFunction(tree).map(({ name, total }) => ({
        name: bounded(name),
        total: value(total),
      }));
      return found.sort((a, b) => b.total - a.total).slice(0, asked.limit);
    };
    const { self, total } = callees.columns[0]!;
    const isKnown = callees.frame.length > 1;
    return {
      ...factsOf(profile),
      function: bounded(asked.function),
      known: isKnown,
      // Of the outermost call of each stack.
      self: isKnown ? value(self[1]!) : 0,
      total: value(total[0]!),
      callers: list(callers),
      callees: list(callees),
      link: await linkTo(context, asked, { selected: asked.function }),
    };
  },
});

function fetchProfile(
  { environment, place }: ToolContext,
  asked: { readonly selector: string; readonly range: string },
): Promise<TopProfile> {
  return fetchTopProfile(environment, place, asked);
}

function factsOf({ profileType, unit, tree, divisor, head, notes }: TopProfile) {
  return {
    type: printProfileType(profileType),
    unit,
    total: divided(tree.columns[0]!.total[0]!, divisor),
    formula: `${unit} = ${profileType.sampleUnit}${divisor === 1 ? '' : ` ÷ ${divisor}`}`,
    of: head.trim(),
    notes,
  };
}

/** The level below the function, which is the one below the root; calls of one function together. */
function belowFunction({ frame, frames, depth, columns }: CallTree) {
  const totals = new Map<string, number>();
  for (let node = 1; node < frame.length; node++) {
    if (depth[node] !== 2) continue;
    const name = frameName(frames, frame[node]!);
    totals.set(name, (totals.get(name) ?? 0) + columns[0]!.total[node]!);
  }
  return Array.from(totals, ([name, total]) => ({ name, total }));
}

function linkTo(
  context: ToolContext,
  asked: { readonly selector: string; readonly range: string },
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { profileType, matchers } = readSelector(asked.selector);
  return pageLink(context, 'profile', {
    windows: { profile: asked.range },
    params: {
      type: printProfileType(profileType),
      profile: printMatchers(matchers),
      ...more,
    },
  });
}
