import { useMutation, useQueryClient } from '@tanstack/react-query';
import { medianWeek, sameWeekdays } from '#comparison';
import { rateUnit, type Matcher, type ProfileType, type TimeRange } from '#series';
import { formatTime, formatValue } from '#ui';
import type { Level } from '../../../selection/topology-levels';
import { explain } from '../../../shell/advice';
import { useHost, useTimeZone } from '../../../state/host';
import { seriesQuery } from '../../../state/queries/queries';
import { stepFor } from '../../../state/range';
import type { SideState } from '../../../state/view/view-state';
import { Preset } from './Preset';

interface MedianWeekPresetProps {
  readonly comparison: SideState;
  readonly profileType: ProfileType | undefined;
  readonly levels: readonly Level[];
  readonly setBaseline: (baseline: SideState) => void;
}

interface Asked {
  readonly profileType: ProfileType;
  readonly matchers: readonly Matcher[];
  readonly window: TimeRange;
}

/**
 * This time on the same weekday of the last four weeks: the week whose total is in the middle. Four questions, so they are asked when it
 * is wanted; the tip then says what each week had.
 */
export function MedianWeekPreset(props: MedianWeekPresetProps) {
  const { ask, isAsking, answer } = useMedianWeek(props);
  return (
    <Preset
      words="median of 4 weeks"
      tooltip={
        isAsking
          ? 'Asking for the totals of four weeks …'
          : (answer?.words ??
            'This time on the same weekday of the last four weeks: the week whose total is in the middle')
      }
      disabled={!ask || isAsking || answer?.found === false}
      onClick={() => ask?.()}
    />
  );
}

function useMedianWeek({ comparison, profileType, levels, setBaseline }: MedianWeekPresetProps) {
  const host = useHost();
  const client = useQueryClient();
  const [timeZone] = useTimeZone();
  const { matchers, window } = comparison;
  const now = matchers && window && profileType && { profileType, matchers, window };
  // By what they say: the address is read anew at every change of it.
  const isNow = (asked: Asked | undefined) => JSON.stringify(asked) === JSON.stringify(now);
  const { mutate, isPending, data, error, variables } = useMutation({
    mutationFn: async ({ profileType: type, matchers, window }: Asked) => {
      const windows = sameWeekdays(window, { now: host.now(), timeZone });
      const weeks = windows.map(async (range) => {
        const selector = { profileType: type, matchers };
        const sumBy = levels.map(({ label }) => label);
        const question = { selector, range, step: stepFor(range), sumBy };
        return { window: range, series: await client.fetchQuery(seriesQuery(host, question)) };
      });
      return medianWeek(await Promise.all(weeks)) ?? null;
    },
    // What was asked of another comparison is not wanted any more.
    onSuccess: (found, asked) => {
      if (found && isNow(asked))
        setBaseline({ matchers: asked.matchers, window: found.median.window });
    },
  });
  const day = (week: TimeRange) => formatTime(week.start, 'moment', timeZone);
  const words = (): { readonly found: boolean; readonly words: string } | undefined => {
    if (!isNow(variables) || isPending) return undefined;
    if (error) return { found: true, words: explain(error).facts };
    if (!data || !variables)
      return { found: false, words: 'No profiles at this time in any of the last four weeks.' };
    const unit = rateUnit(variables.profileType);
    const means = data.weeks.map(({ window, mean }) => `${day(window)} ${formatValue(mean, unit)}`);
    return { found: true, words: `${means.join(', ')}; in the middle: ${day(data.median.window)}` };
  };
  return { ask: now && (() => mutate(now)), isAsking: isPending, answer: words() };
}
