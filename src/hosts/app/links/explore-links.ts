import { locationUtil } from '@grafana/data';
import type { BarView, ElsewhereLink } from '#pages';
import {
  JUJU_LABELS,
  labelOfName,
  printMatchers,
  type Matcher,
  type TimeRange,
  type TopologyAliases,
} from '#series';
import { flameTargets, whyNoPanel, type PanelsOf } from '../bar/dashboard-panels';
import { modelOf, type Datasource } from '../datasources/datasource-choice';

export interface ExploreLinksOf extends Pick<PanelsOf, 'at' | 'parca' | 'beside'> {
  readonly lokis: readonly Datasource[];
  readonly aliases: TopologyAliases;
}

/** The view in Grafana's Explore: its query, and the logs of the same place and time where a Loki is configured. */
export function exploreLinks(of: ExploreLinksOf): readonly ElsewhereLink[] {
  const { view } = of.at;
  if (view.page !== 'profile' && view.page !== 'compare') return [];
  return [profileLink(of), logsLink(of)].flatMap((link) => link ?? []);
}

function profileLink(of: ExploreLinksOf): ElsewhereLink | undefined {
  if (whyNoPanel(of) !== undefined) return undefined;
  const { datasource, targets } = flameTargets(of);
  const asked = targets.map((target) => target.datasource.uid);
  const names = [of.parca, of.beside].flatMap((one) =>
    one && asked.includes(one.uid) ? one.name : [],
  );
  return {
    label: 'Explore',
    description: `This query of ${names.join(' and ')}, with its range`,
    href: exploreAddress(datasource.uid, targets, shownRange(of.at)),
  };
}

function logsLink({ at, parca, lokis, aliases }: ExploreLinksOf): ElsewhereLink | undefined {
  const { view } = at;
  const shown = view.page === 'compare' ? view.comparison : view.profile;
  const loki = lokiBeside(parca, lokis);
  const streams = streamsOf(shown.matchers ?? [], aliases);
  if (!loki || streams === undefined) return undefined;
  const datasource = { type: loki.type, uid: loki.uid };
  const query = { refId: 'A', datasource, expr: streams, queryType: 'range' };
  return {
    label: 'Logs in Explore',
    description: `${streams} of ${loki.name}, in the same range`,
    href: exploreAddress(loki.uid, [query], shownRange(at)),
  };
}

/**
 * The conditions on Juju's topology, whose labels are the same in profiles and logs; other labels are not those of a stream. undefined where none of them
 * says which streams there are: a Loki refuses to look at all.
 */
function streamsOf(matchers: readonly Matcher[], aliases: TopologyAliases): string | undefined {
  const topology = matchers.flatMap((matcher) => {
    const name = JUJU_LABELS.find((label) => label === labelOfName(matcher.name, aliases));
    return name === undefined || name === 'juju_charm' ? [] : [{ ...matcher, name }];
  });
  const isPositive = ({ op, value }: Matcher) =>
    (op === '=' || op === '=~') && value !== '' && value !== '.*';
  return topology.some(isPositive) ? printMatchers(topology) : undefined;
}

/** The one that Juju deployed beside the profiles, else Grafana's default, else the first. */
function lokiBeside(parca: Datasource, lokis: readonly Datasource[]): Datasource | undefined {
  const model = modelOf(parca.name);
  const beside = lokis.filter(({ name }) => model !== undefined && modelOf(name) === model);
  return beside[0] ?? lokis.find(({ isDefault }) => isDefault) ?? lokis[0];
}

function shownRange({ view, range }: BarView): TimeRange {
  return (view.page === 'compare' ? view.comparison.window : view.profile.window) ?? range;
}

function exploreAddress(uid: string, queries: readonly object[], { start, end }: TimeRange) {
  const pane = { datasource: uid, queries, range: { from: String(start), to: String(end) } };
  const panes = encodeURIComponent(JSON.stringify({ a: pane }));
  return locationUtil.assureBaseUrl(`/explore?schemaVersion=1&panes=${panes}`);
}
