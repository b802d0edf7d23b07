import { useMemo } from 'react';
import { useMutation } from '@tanstack/react-query';
import { biggestChange } from '#comparison';
import { scanFleet, sidesOfFinding, type ScanQuestion } from '#scan';
import type { Matcher, ProfileType, TimeRange } from '#series';
import { formatTime } from '#ui';
import { useRangeTotal } from '../../../metrics/use-range-total';
import type { Level } from '../../../selection/topology-levels';
import { explain } from '../../../shell/advice';
import { useHost, useTimeZone } from '../../../state/host';
import { Preset } from './Preset';

export interface BiggestChangePresetProps {
  /** The page's. */
  readonly range: TimeRange;
  readonly profileType: ProfileType | undefined;
  readonly matchers: readonly Matcher[] | undefined;
  readonly levels: readonly Level[];
  /** What is on the way goes first. */
  readonly isWaiting: boolean;
  readonly onSides: (sides: {
    readonly baseline: TimeRange;
    readonly comparison: TimeRange;
  }) => void;
}

/**
 * Both windows beside the moment at which the selection became another one in the page's range: its total; or, where that has no step, a
 * function within it, which is looked for when it is wanted.
 */
export function BiggestChangePreset(props: BiggestChangePresetProps) {
  const { range, profileType, matchers, levels, isWaiting, onSides } = props;
  const [timeZone] = useTimeZone();
  const { total, step } = useRangeTotal({ profileType, matchers, range, levels, isWaiting });
  const { data, stale, state, error } = total;
  const series = stale ? undefined : data;
  const found = useMemo(() => biggestChange(series ?? [], step), [series, step]);
  const within = useChangeWithin(props);
  const isLoading = state === 'loading' || isWaiting || series === undefined;
  const words = found
    ? `${formatTime(found.time, 'moment', timeZone)}: the total became another one`
    : error
      ? explain(error).facts
      : isLoading
        ? 'Loading the total of this range …'
        : within.words;
  return (
    <Preset
      words="biggest change"
      tooltip={words}
      disabled={!found && (isLoading || error !== undefined || !within.ask)}
      onClick={() => (found ? onSides(found) : within.ask?.())}
    />
  );
}

type Asked = Pick<ScanQuestion, 'range' | 'matchers'> & { readonly profileType: ProfileType };

/** A scan of this selection alone, in this type alone: what *Changes* says of it. */
function useChangeWithin({ range, profileType, matchers, onSides }: BiggestChangePresetProps): {
  /** undefined: it is under way, or there is none. */
  readonly ask: (() => void) | undefined;
  readonly words: string;
} {
  const { profiles, engine, now, targetAliases } = useHost();
  const [timeZone] = useTimeZone();
  const current: Asked | undefined = profileType && matchers && { range, profileType, matchers };
  // By what they say: the address is read anew at every change of it.
  const isCurrent = (asked: Asked | undefined) => JSON.stringify(asked) === JSON.stringify(current);
  const { mutate, isPending, data, error, variables } = useMutation({
    mutationFn: async ({ profileType: type, ...of }: Asked) => {
      const question: ScanQuestion = {
        ...of,
        ...{ against: 'previous', profileTypes: [type], timeZone, aliases: targetAliases },
      };
      const scan = await scanFleet({ profiles, engine, now }, question);
      if (scan.phase === 'lost' && scan.failure) throw scan.failure;
      const finding = scan.findings.find(
        ({ since, kind, function: name }) => since && name !== undefined && kind !== 'leak',
      );
      if (!finding?.since) return null;
      const { baseline, comparison } = sidesOfFinding(finding, { scan, question });
      return { baseline, comparison, time: finding.since.time, name: finding.function };
    },
    // What was asked of another selection is not wanted any more.
    onSuccess: (found, asked) => {
      if (found && isCurrent(asked)) onSides(found);
    },
  });
  const ask = current && (() => mutate(current));
  if (isPending) return { ask: undefined, words: 'Looking for a step within its functions …' };
  if (!isCurrent(variables)) return { ask, words: WITHIN };
  if (error) return { ask, words: explain(error).facts };
  if (!data) return { ask: undefined, words: 'Neither the total nor a function has a step here.' };
  const when = formatTime(data.time, 'moment', timeZone);
  return { ask: () => onSides(data), words: `${when}: ${data.name} became another one` };
}

const WITHIN =
  'The total has no step that stands out of its noise: looks for one within its functions, which takes some dozens of questions';
