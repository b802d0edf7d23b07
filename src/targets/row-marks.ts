import { labelsKey, labelValue, type Labels } from '#series';
import { nameFound, type TargetAliases } from './aliases';
import type { DraftRow } from './draft-row';
import { printDuration, type Clock } from './freshness';
import { hasPort, hostOf } from './group-targets';
import { applicationKeyOf } from './placement';
import type { RowMark } from './target-row';

export const SCRAPE_TARGET_CHARM = 'parca-scrape-target';

export interface MarkContext {
  readonly clock: Clock;
  readonly aliases: TargetAliases;
  /** By row id. */
  readonly former: ReadonlyMap<string, readonly Labels[]>;
}

/** What is particular about each row, by its id. */
export function marksOf(
  rows: readonly DraftRow[],
  context: MarkContext,
): ReadonlyMap<string, readonly RowMark[]> {
  const scraped = rows.filter(({ source, isTarget }) => source === 'scraped' && isTarget);
  const unitless = new Set(
    scraped.flatMap(({ topology }) =>
      topology && topology.unit === undefined ? [applicationKeyOf(topology)] : [],
    ),
  );
  const phantoms = new Set(scraped.filter((row) => isPhantom(row, unitless)));
  const sharing = sharingRows(scraped.filter((row) => !phantoms.has(row)));
  return new Map(
    rows.map((row) => {
      const phantom = phantoms.has(row) ? [PHANTOM] : [];
      const together = sharing.get(row);
      const shared = together ? [collision(together)] : [];
      return [row.id, [...row.marks, ...phantom, ...shared, ...ownMarks(row, context)]];
    }),
  );
}

/** By row, all rows that have its labels; rows that are alone are left out. */
function sharingRows(rows: readonly DraftRow[]): ReadonlyMap<DraftRow, readonly DraftRow[]> {
  const groups = new Map<string, DraftRow[]>();
  for (const row of rows) {
    const key = labelsKey(row.labels);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const several = [...groups.values()].filter((group) => group.length > 1);
  return new Map(several.flatMap((group) => group.map((row) => [row, group] as const)));
}

/**
 * Parca's scrape library lists the bare host of every parca-scrape-target unit besides the addresses that it was configured with. It is
 * known by the charm, or by an address without a port beside a target of the same application that has no unit.
 */
function isPhantom({ topology, address }: DraftRow, unitless: ReadonlySet<string>): boolean {
  if (topology?.unit === undefined) return false;
  if (topology.charm === SCRAPE_TARGET_CHARM) return true;
  return address !== '' && !hasPort(address) && unitless.has(applicationKeyOf(topology));
}

const PHANTOM: RowMark = {
  kind: 'phantom',
  words:
    'Charm-library artefact: the scrape library adds the host of each parca-scrape-target unit as a target, where nothing is to be ' +
    'profiled. It always fails, costs nothing, and is not counted.',
};

function collision(together: readonly DraftRow[]): RowMark {
  const shown = together.slice(0, 4).map(({ address }) => address);
  const more = together.length > shown.length ? ` and ${together.length - shown.length} more` : '';
  return {
    kind: 'collision',
    words:
      `${together.length} targets share one series, because their labels are the same: ${shown.join(', ')}${more}. Their profiles are ` +
      'mixed in it and cannot be separated. They are not counted.',
  };
}

function ownMarks(row: DraftRow, { clock, aliases, former }: MarkContext): readonly RowMark[] {
  return [
    ...jujuMarks(row, aliases),
    ...intervalMarks(row, clock),
    ...pastErrors(row),
    ...formerMarks(former.get(row.id) ?? []),
  ];
}

function jujuMarks(row: DraftRow, aliases: TargetAliases): readonly RowMark[] {
  const { topology, labels } = row;
  if (!topology) return [];
  const own = isSelfProfiling(labels) ? [selfProfiling(topology.charm ?? '')] : [];
  if (topology.unit === undefined) return row.isTarget ? [noUnit(row.address), ...own] : own;
  const found = labelValue(labels, nameFound(labels, 'juju_unit', aliases) ?? '');
  return [...unitMarks(topology.unit, found), ...own];
}

const isSelfProfiling = (labels: Labels) =>
  labelValue(labels, 'juju_charm_name') !== '' && labelValue(labels, 'juju_charm') === '';

function selfProfiling(charm: string): RowMark {
  return {
    kind: 'selfProfiling',
    words: `Parca profiles itself: this job writes the charm (${charm}) as juju_charm_name, other jobs as juju_charm.`,
  };
}

function noUnit(address: string): RowMark {
  return {
    kind: 'noUnit',
    words: `No unit: the target is configured by its full address (host ${hostOf(address)}), and only wildcard targets carry their unit's name.`,
  };
}

function unitMarks(unit: string, found: string): readonly RowMark[] {
  if (unit.startsWith('remote-'))
    return [
      {
        kind: 'remoteUnit',
        words: `A unit of another model, whose own name is not known: ${unit}.`,
      },
    ];
  if (found === unit) return [];
  return [{ kind: 'oddUnit', words: `The unit ${unit} is written ${found} in the labels.` }];
}

function intervalMarks({ interval }: DraftRow, { range }: Clock): readonly RowMark[] {
  const length = range.end - range.start;
  if (interval === undefined || interval <= length) return [];
  const words = `Scraped every ${printDuration(interval)}, which is longer than the range of ${printDuration(length)}: it may hold no profile.`;
  return [{ kind: 'longInterval', words }];
}

/** Parca keeps the words of a failure after it is over. */
function pastErrors({ chips }: DraftRow): readonly RowMark[] {
  const over = chips.filter(({ target }) => target?.health === 'good' && target.lastError !== '');
  const [first] = over;
  if (!first) return [];
  const rest = over.length > 1 ? ` (${over.length - 1} more profiles too)` : '';
  const words = `${first.name} failed earlier and does not now${rest}: ${first.target!.lastError}`;
  return [{ kind: 'pastError', words }];
}

function formerMarks(former: readonly Labels[]): readonly RowMark[] {
  if (former.length === 0) return [];
  const times = former.length === 1 ? 'another label set' : `${former.length} other label sets`;
  return [
    {
      kind: 'formerLabels',
      words: `The range also has profiles of this unit under ${times}: its job, address or charm was another before.`,
    },
  ];
}
