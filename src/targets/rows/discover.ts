import type { ParcaPlace } from '../setup/juju-commands';
import { indexActivity } from './activity-index';
import type { DiscoveryInputs } from './discovery-inputs';
import { explainRow } from './explain-row';
import { indexUp, metricsOnlyRows } from './metrics-only-rows';
import { latestSeen } from './profile-status';
import { badgesOf } from './row-badges';
import { matchersOfRows } from './row-matchers';
import { scrapedRows } from './scraped-rows';
import { agentRows, storedRows } from './stored-rows';
import {
  SOURCE_TITLES,
  STATE_TITLES,
  type DraftRow,
  type RowBadge,
  type TargetRow,
} from './target-row';

/**
 * One list of all that is, was or could be profiled: a row for each scraped job and address, for each label set that has profiles and no
 * target, for each agent that has nothing to show, and for each unit that only has metrics. Linear in the inputs.
 */
export function discover(inputs: DiscoveryInputs): readonly TargetRow[] {
  const { targets, up, aliases, server } = inputs;
  const activity = indexActivity(inputs.activity ?? []);
  const scraped = scrapedRows(inputs, activity);
  const { rows: stored, former } = storedRows(inputs, activity, scraped);
  const profiled = [...scraped, ...stored, ...agentRows(inputs, stored)];
  const upIndex = indexUp(up ?? [], aliases);
  // Before both are known, everything in `up` would look as if it were not profiled.
  const complete = targets !== undefined && inputs.activity !== undefined;
  const rest = complete ? metricsOnlyRows(upIndex.groups, profiled, aliases) : [];
  const withUp = profiled.map((row) =>
    row.topology ? { ...row, up: upIndex.of(row.topology) } : row,
  );
  const rows: readonly DraftRow[] = [...withUp, ...rest];
  const badges = badgesOf(rows, { clock: inputs, aliases, former });
  const asked = new Set((inputs.activity ?? []).flatMap(({ by }) => by));
  const matchers = matchersOfRows(rows, aliases, asked);
  const parca = parcaPlace(rows);
  return rows.map((row) => {
    const own = badges.get(row.id)!;
    const explained = explainRow(row, own, { clock: inputs, parca, ...(server && { server }) });
    return finish(row, { ...explained, badges: own, matchers: matchers.get(row.id)! });
  });
}

/** Parca profiles itself: its own target says where it runs. undefined when several do or none does. */
function parcaPlace(rows: readonly DraftRow[]): ParcaPlace {
  const own = rows.filter(
    ({ topology, source }) =>
      source === 'scraped' && ['parca-k8s', 'parca'].includes(topology?.charm ?? ''),
  );
  return own.length === 1 ? own[0]!.topology : undefined;
}

type Said = Pick<TargetRow, 'reason' | 'meaning' | 'nextStep' | 'badges' | 'matchers'>;

function finish(row: DraftRow, said: Said): TargetRow {
  const { id, source, state, labels, topology, path, profiles, job, address } = row;
  const { interval, up } = row;
  return {
    id,
    source,
    state,
    counted: !said.badges.some(({ kind }) => kind === 'artefact' || kind === 'collision'),
    ...said,
    profiles,
    labels,
    topology,
    path,
    job,
    address,
    interval,
    lastScrape: latest(profiles.map(({ target }) => target?.lastScrape)),
    lastSeen: latestSeen(profiles),
    up,
    searchText: searchTextOf(row, said.badges),
  };
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  let last: number | undefined;
  for (const time of times)
    if (time !== undefined && (last === undefined || time > last)) last = time;
  return last;
}

/** All that the user may search a row by, in lower case. */
function searchTextOf(row: DraftRow, badges: readonly RowBadge[]): string {
  const { labels, job, address, topology, profiles, source, state } = row;
  return [
    ...Object.values(labels),
    topology?.unit ?? '',
    job,
    address,
    SOURCE_TITLES[source],
    STATE_TITLES[state],
    ...badges.map(({ kind }) => kind),
    ...profiles.map(({ name, error }) => `${name} ${error}`),
  ]
    .join('\n')
    .toLowerCase();
}
