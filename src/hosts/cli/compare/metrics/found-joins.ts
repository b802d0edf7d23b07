import type { Pair } from '#comparison';
import {
  compileMatchers,
  DEFAULT_ALIASES,
  labelValue,
  topologyNames,
  type Labels,
  type Selector,
  type Target,
  type TimeRange,
} from '#series';
import type { MetricSource, ProfileSource } from '#sources';
import { metricJoin, type MetricJoin } from '#targets';

export interface JoinQuestion {
  readonly source: ProfileSource;
  readonly metrics: MetricSource;
  readonly selectors: Pair<Selector>;
  readonly range: TimeRange;
}

/** Which metrics belong to a side, and to which sides. */
export interface SideJoin {
  readonly join: MetricJoin;
  readonly sides: readonly ('baseline' | 'comparison')[];
}

const SIDES = ['baseline', 'comparison'] as const;

/** As the page joins profiles with metrics; equal joins once. Rejects with SourceError. */
export async function findJoins(question: JoinQuestion): Promise<readonly SideJoin[]> {
  const { source, selectors, range } = question;
  const [{ profileType }] = selectors;
  const aliases = DEFAULT_ALIASES;
  const by = topologyNames(aliases);
  const labelSets = await source.fetchLabelSets({ profileType, matchers: [] }, range, by);
  const foundOf = ({ matchers }: Selector) => labelSets.filter(compileMatchers(matchers));
  const plain = selectors.map((side) => metricJoin(side.matchers, foundOf(side), { aliases }));
  const known = await whatJoinsNeed(question, plain);
  const distinct = new Map<string, SideJoin>();
  selectors.forEach((side, k) => {
    const addresses = addressesOf(known.targets, side);
    const join = metricJoin(side.matchers, foundOf(side), { ...known, aliases, addresses });
    const sides = distinct.get(join.matchers)?.sides ?? [];
    distinct.set(join.matchers, { join, sides: [...sides, SIDES[k]!] });
  });
  return [...distinct.values()];
}

/** Asked only for joins that depend on it. */
async function whatJoinsNeed(
  { source, metrics, selectors, range }: JoinQuestion,
  plain: readonly MetricJoin[],
) {
  const needs = (...tiers: MetricJoin['tier'][]) => plain.some(({ tier }) => tiers.includes(tier));
  const labelSetsOf = async (query: string): Promise<readonly Labels[]> => {
    const { series } = await metrics.fetchInstant({ query, time: range.end });
    return series.map(({ labels }) => labels);
  };
  const isListed = selectors.some(({ matchers }) => matchers.length > 0);
  return {
    targets: isListed && needs('none') ? await source.fetchTargets() : [],
    ...(needs('instance', 'alias') && { up: await labelSetsOf('up') }),
    ...(needs('host') && { subordinates: await labelSetsOf('otelcol_subordinate_charm_info') }),
  };
}

/** Where the profiles of a side are scraped. */
function addressesOf(targets: readonly Target[], { matchers }: Selector): readonly string[] {
  return targets
    .filter(({ labels }) => compileMatchers(matchers)(labels))
    .map(({ url, labels }) =>
      URL.canParse(url) ? new URL(url).host : labelValue(labels, 'instance'),
    );
}
