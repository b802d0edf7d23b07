import { useMemo, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import {
  labelValue,
  profileTypeTitle,
  rateUnit,
  type Labels,
  type Matcher,
  type ProfileType,
  type Series,
  type TimeRange,
} from '#series';
import type { ChartGroups, TimelineChart } from '#ui';
import { legendOf, pinnedValue, type Level } from '../selection/topology-levels';
import { useHost } from '../state/host';
import { seriesQuery } from '../state/queries/queries';
import { useLatestQuery } from '../state/queries/use-latest-query';
import { stepFor } from '../state/range';
import { useChartStates } from './chart-state';
import { groupSeries, isGroupedBy, type SeriesGroup } from './groups/group-series';
import { groupTitle } from './groups/label-choices';

/** Which label there is a line a value of, and what is done with one. */
export interface Grouping {
  /** undefined: a line for each unit. */
  readonly by: string | undefined;
  /** Where it is chosen. */
  readonly control: ReactNode;
  /** A value of the label, '' where it is missing: it alone, or where that is so, all again. */
  readonly onPick: (value: string) => void;
}

interface RateQuestion {
  readonly profileType: ProfileType | undefined;
  readonly levels: readonly Level[];
  readonly range: TimeRange;
  readonly selections: readonly { readonly matchers: readonly Matcher[]; readonly title: string }[];
  /** Of a single selection. */
  readonly grouping?: Grouping | undefined;
}

/** The profile type's own rate: a line for each unit, or for each value of a label. */
export function useRateChart(question: RateQuestion): TimelineChart {
  const { profileType, levels, range, selections, grouping } = question;
  const host = useHost();
  const by = grouping?.by;
  const sumBy = by === undefined ? levels.map((level) => level.label) : [by];
  const [first = NO_SELECTION, second = NO_SELECTION] = selections;
  const ask = (matchers: (typeof first)['matchers'], enabled: boolean) =>
    seriesQuery(host, {
      selector: enabled && profileType ? { profileType, matchers } : undefined,
      range,
      step: stepFor(range),
      sumBy,
    });
  const one = useLatestQuery(useQuery(ask(first.matchers, selections.length > 0)));
  const other = useLatestQuery(useQuery(ask(second.matchers, selections.length > 1)));
  const grouped = useGrouped(one.data, by);
  const sides = [grouped ? { ...one, data: grouped.series } : one, other]
    .slice(0, selections.length)
    .map((kept, index) => ({ ...kept, title: selections[index]!.title }));
  const [state] = useChartStates([
    {
      answers: sides,
      legend: (labels: Labels) => (grouped ? labelValue(labels, GROUP) : legendOf(levels, labels)),
      empty:
        sides.length === 0
          ? 'Nothing is selected yet.'
          : 'No profiles of this type and selection in this range.',
    },
  ]);
  const unit = profileType ? rateUnit(profileType) : '';
  const others = grouped?.groups.find(({ value }) => value === undefined)?.name;
  const shown = useMemo(() => withGrey(state!, others), [state, others]);
  return {
    id: 'rate',
    title: profileType ? profileTypeTitle(profileType) : 'Profile',
    unit,
    height: 80,
    state: shown,
    ...(grouping && { badge: grouping.control }),
    ...(grouping &&
      grouped &&
      grouped.groups.length > 0 && {
        groups: {
          by: groupTitle(grouping.by!, levels),
          count: grouped.count,
          entries: entriesOf(grouped.groups, first.matchers, grouping),
        },
      }),
  };
}

/** Under what a group's name stands among its labels. */
const GROUP = 'group';

/** undefined while the answer is of another question. */
function useGrouped(data: readonly Series[] | undefined, by: string | undefined) {
  return useMemo(() => {
    if (!data || by === undefined || !isGroupedBy(data, by)) return undefined;
    const { groups, count } = groupSeries(data, by);
    const series = groups.map(({ name, times, values }) => ({
      labels: { [GROUP]: name },
      times,
      values,
    }));
    return { groups, count, series };
  }, [data, by]);
}

function entriesOf(
  groups: readonly SeriesGroup[],
  matchers: readonly Matcher[],
  { by, onPick }: Grouping,
): ChartGroups['entries'] {
  const pinned = pinnedValue(matchers, by!);
  return groups.map(({ name, value, share }) => ({
    label: name,
    share,
    isPicked: value !== undefined && pinned === value,
    ...(value !== undefined && { onPick: () => onPick(value) }),
  }));
}

/** Seen on light and dark, and no value's colour. */
const OTHERS_COLOUR = '#8a8a8a';

function withGrey(
  state: TimelineChart['state'],
  others: string | undefined,
): TimelineChart['state'] {
  if (others === undefined || state.kind === 'empty' || !state.series) return state;
  const series = state.series.map((one) =>
    one.label === others ? { ...one, colour: OTHERS_COLOUR } : one,
  );
  return { ...state, series };
}

const NO_SELECTION = { matchers: [], title: '' };
