import {
  formatDuration,
  groupBy,
  labelsKey,
  labelValue,
  readLabel,
  type Labels,
  type TopologyAliases,
} from '#series';
import { hasPort, hostOf } from '../topology/address';
import { applicationKeyOf, SCRAPE_TARGET_CHARM } from '../topology/topology-path';
import type { Clock } from './profile-status';
import { isTarget, type DraftRow, type RowBadge, type ScrapedDraft } from './target-row';

export interface BadgeContext {
  readonly clock: Clock;
  readonly aliases: TopologyAliases;
  /** By row id. */
  readonly former: ReadonlyMap<string, readonly Labels[]>;
}

/** What is particular about each row, by its id. */
export function badgesOf(
  rows: readonly DraftRow[],
  context: BadgeContext,
): ReadonlyMap<string, readonly RowBadge[]> {
  const scraped = rows.filter(isTarget);
  const unitless = new Set(
    scraped.flatMap(({ topology }) =>
      topology && topology.unit === undefined ? [applicationKeyOf(topology)] : [],
    ),
  );
  const artefacts = new Set<DraftRow>(scraped.filter((row) => isArtefact(row, unitless)));
  const sharing = sharingRows(scraped.filter((row) => !artefacts.has(row)));
  return new Map(
    rows.map((row) => {
      const artefact = artefacts.has(row) ? [ARTEFACT] : [];
      const together = sharing.get(row);
      const shared = together ? [collision(together)] : [];
      return [row.id, [...artefact, ...shared, ...ownMarks(row, context)]];
    }),
  );
}

/** By row, all rows that have its labels; rows that are alone are left out. */
function sharingRows(
  rows: readonly ScrapedDraft[],
): ReadonlyMap<DraftRow, readonly ScrapedDraft[]> {
  const groups = groupBy(rows, ({ labels }) => labelsKey(labels));
  const several = [...groups.values()].filter((group) => group.length > 1);
  return new Map(several.flatMap((group) => group.map((row) => [row, group] as const)));
}

/**
 * Parca's scrape library lists the bare host of every parca-scrape-target unit besides the addresses that it was configured with. It is
 * known by the charm, or by an address without a port beside a target of the same application that has no unit.
 */
function isArtefact({ topology, address }: ScrapedDraft, unitless: ReadonlySet<string>): boolean {
  if (topology?.unit === undefined) return false;
  if (topology.charm === SCRAPE_TARGET_CHARM) return true;
  return address !== undefined && !hasPort(address) && unitless.has(applicationKeyOf(topology));
}

const ARTEFACT: RowBadge = {
  kind: 'artefact',
  message:
    'Charm-library artefact: the scrape library adds the host of each parca-scrape-target unit as a target, where nothing is to be ' +
    'profiled. It always fails, costs nothing, and is not counted.',
};

function collision(together: readonly ScrapedDraft[]): RowBadge {
  const shown = together.slice(0, 4).map(({ address }) => address);
  const more = together.length > shown.length ? ` and ${together.length - shown.length} more` : '';
  return {
    kind: 'collision',
    message:
      `${together.length} targets share one series, because their labels are the same: ${shown.join(', ')}${more}. Their profiles are ` +
      'mixed in it and cannot be separated. They are not counted.',
  };
}

function ownMarks(row: DraftRow, { clock, aliases, former }: BadgeContext): readonly RowBadge[] {
  return [
    ...jujuMarks(row, aliases),
    ...intervalMarks(row, clock),
    ...pastErrors(row),
    ...formerMarks(former.get(row.id) ?? []),
  ];
}

function jujuMarks(row: DraftRow, aliases: TopologyAliases): readonly RowBadge[] {
  const { topology, labels } = row;
  if (!topology) return [];
  const own = isSelfProfiling(labels) ? [selfProfiling(topology.charm ?? '')] : [];
  if (topology.unit === undefined)
    return isTarget(row) ? [noUnit(row.address ?? 'not known'), ...own] : own;
  const found = readLabel(labels, 'juju_unit', aliases);
  return [...unitMarks(topology.unit, found), ...own];
}

const isSelfProfiling = (labels: Labels) =>
  labelValue(labels, 'juju_charm_name') !== '' && labelValue(labels, 'juju_charm') === '';

function selfProfiling(charm: string): RowBadge {
  return {
    kind: 'selfProfiling',
    message: `Parca profiles itself: this job writes the charm (${charm}) as juju_charm_name, other jobs as juju_charm.`,
  };
}

function noUnit(address: string): RowBadge {
  return {
    kind: 'noUnit',
    message: `No unit: the target is configured by its full address (host ${hostOf(address)}), and only wildcard targets carry their unit's name.`,
  };
}

function unitMarks(unit: string, found: string): readonly RowBadge[] {
  if (unit.startsWith('remote-'))
    return [
      {
        kind: 'remoteUnit',
        message: `A unit of another model, whose own name is not known: ${unit}.`,
      },
    ];
  if (found === unit) return [];
  return [{ kind: 'oddUnit', message: `The unit ${unit} is written ${found} in the labels.` }];
}

function intervalMarks({ interval }: DraftRow, { range }: Clock): readonly RowBadge[] {
  const length = range.end - range.start;
  if (interval === undefined || interval <= length) return [];
  const message = `Scraped every ${formatDuration(interval)}, which is longer than the range of ${formatDuration(length)}: it may hold no profile.`;
  return [{ kind: 'longInterval', message }];
}

/** Parca keeps the words of a failure after it is over. */
function pastErrors({ profiles }: DraftRow): readonly RowBadge[] {
  const over = profiles.filter(
    ({ target }) => target?.health === 'good' && target.lastError !== undefined,
  );
  const [first] = over;
  if (!first) return [];
  const rest = over.length > 1 ? ` (${over.length - 1} more profiles too)` : '';
  const message = `${first.name} failed earlier and does not now${rest}: ${first.target!.lastError}`;
  return [{ kind: 'pastError', message }];
}

function formerMarks(former: readonly Labels[]): readonly RowBadge[] {
  if (former.length === 0) return [];
  const times = former.length === 1 ? 'another label set' : `${former.length} other label sets`;
  return [
    {
      kind: 'formerLabels',
      message: `The range also has profiles of this unit under ${times}: its job, address or charm was another before.`,
    },
  ];
}
