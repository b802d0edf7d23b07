import { compileMatchers, parseMatchers, SeriesError } from '#series';
import type { JoinTier, MetricJoin } from '#targets';
import { JoinBadge, type JoinBadgeProps, type JoinCertainty, type JoinFound } from '#ui';
import { explain } from '../../shell/advice';
import type { FoundJoin } from './use-joins';

const TIERS: Readonly<Record<JoinTier, { label: string; certainty: JoinCertainty }>> = {
  unit: { label: 'by unit', certainty: 'same' },
  application: { label: 'by application', certainty: 'wider' },
  model: { label: 'by model', certainty: 'wider' },
  nameMatch: { label: 'name match', certainty: 'unsure' },
  alias: { label: 'by table', certainty: 'unsure' },
  host: { label: 'by host', certainty: 'unsure' },
  instance: { label: 'by scrape labels', certainty: 'unsure' },
  guessed: { label: 'guessed', certainty: 'unsure' },
  user: { label: 'your matchers', certainty: 'user' },
  none: { label: 'no metrics', certainty: 'none' },
};
const LEAST_SURE: readonly JoinCertainty[] = ['none', 'unsure', 'user', 'wider', 'same'];

export interface BadgeOptions {
  readonly override: string;
  readonly onOverride: (matchers: string) => void;
}

/** What is known of the joins of all sides, beside a chart: where they differ, the least sure one names it and each is explained. */
export function joinBadge(joins: readonly FoundJoin[], options: BadgeOptions) {
  const props = badgeProps(joins, options);
  return props && <JoinBadge {...props} />;
}

function badgeProps(
  joins: readonly FoundJoin[],
  { override, onOverride }: BadgeOptions,
): JoinBadgeProps | undefined {
  const [first] = [...joins].sort((a, b) => rankOf(a.join) - rankOf(b.join));
  if (!first) return undefined;
  const several = joins.length > 1;
  const titled = (one: FoundJoin, label: string) =>
    several ? `${one.titles.join(' and ')}: ${label}` : label;
  const wider = first.wider;
  return {
    ...TIERS[first.join.tier],
    explanation: joins.map((one) => titled(one, one.join.explanation)).join('\n'),
    matchers: joins
      .filter(({ join }) => join.matchers !== '')
      .map(({ join }) => join.matchers)
      .join('\n'),
    found: foundOf(joins, titled),
    override,
    onOverride: (text) => {
      const problem = problemOf(text);
      if (problem === undefined) onOverride(text.trim());
      return problem;
    },
    ...(wider &&
      !several && {
        wider: { label: TIERS[wider.tier].label, onUse: () => onOverride(wider.matchers) },
      }),
  };
}

const rankOf = (join: MetricJoin) => LEAST_SURE.indexOf(TIERS[join.tier].certainty);

function foundOf(
  joins: readonly FoundJoin[],
  titled: (one: FoundJoin, label: string) => string,
): JoinFound {
  const failed = joins.find(({ error }) => error);
  if (failed?.error) return { state: 'failed', message: explain(failed.error).facts };
  const asked = joins.filter(({ join }) => join.verify !== undefined);
  if (asked.some(({ found }) => !found)) return { state: 'loading' };
  return {
    state: 'found',
    count: asked.reduce((sum, { found }) => sum + (found?.count ?? 0), 0),
    message: asked.map((one) => titled(one, one.found?.message ?? '')).join('\n'),
  };
}

function problemOf(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    const matchers = parseMatchers(text);
    compileMatchers(matchers);
    return matchers.length === 0 ? 'at least one condition is needed' : undefined;
  } catch (error) {
    if (error instanceof SeriesError) return error.message;
    throw error;
  }
}
