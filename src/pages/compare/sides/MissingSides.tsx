import { printMatchers, type Matcher, type ProfileType, type TimeRange } from '#series';
import { formatRange, Notice } from '#ui';
import { useExtent } from '../../metrics/extent/use-extent';
import { widerRange } from '../../metrics/extent/wider-range';
import { placeWords } from '../../selection/selection-words';
import type { Level } from '../../selection/topology-levels';
import { explain } from '../../shell/advice';
import { absoluteRange, useHost, useTimeZone } from '../../state/host';
import { SIDE_TITLE, SIDES, type SideName } from '../../state/sides';
import type { ViewControl } from '../../state/view/use-view-state';
import type { ViewState } from '../../state/view/view-state';
import { nextWindows, type OtherSide } from './next-window';

interface MissingProps {
  readonly control: ViewControl;
  readonly profileType: ProfileType;
  readonly levels: readonly Level[];
  /** The page's. */
  readonly range: TimeRange;
}

export interface MissingSidesProps extends MissingProps {
  readonly names: readonly SideName[];
}

/** In place of an answer: which sides have no profiles, where some are, and one way on. Two of one selection are told once. */
export function MissingSides({ names, ...props }: MissingSidesProps) {
  const { baseline, comparison } = props.control.view;
  if (names.length === SIDES.length && isSame(baseline.matchers, comparison.matchers))
    return <MissingBoth {...props} />;
  return names.map((name) => <MissingSide key={name} name={name} {...props} />);
}

function MissingSide({ name, ...props }: MissingProps & { readonly name: SideName }) {
  const [timeZone] = useTimeZone();
  const { control, levels, range } = props;
  const { view, setView } = control;
  const { matchers = [], window = range } = view[name];
  const { extent, advice } = useElsewhere(matchers, props);
  const other = name === 'baseline' ? 'comparison' : 'baseline';
  const next = extent && nextWindows(window, extent, otherOf(name, view));
  const title = `${SIDE_TITLE[name]}: no profiles of ${wordsOf(matchers, levels)}, ${formatRange(window, timeZone)}.`;
  if (!next)
    return <Notice kind="empty" {...{ title }} advice={extent ? noRoom(advice) : advice} />;
  return (
    <Notice
      kind="empty"
      {...{ title, advice }}
      action={{
        label: `Use ${formatRange(next.own, timeZone)}${
          next.other ? `, and ${formatRange(next.other, timeZone)} as the ${other}` : ''
        }`,
        onClick: () =>
          setView({
            ...view,
            [name]: { matchers, window: next.own },
            ...(next.other && { [other]: { ...view[other], window: next.other } }),
          }),
      }}
    />
  );
}

/** The baseline comes first, wherever the window without profiles was. */
function otherOf(name: SideName, view: ViewState): OtherSide | undefined {
  const other = name === 'baseline' ? 'comparison' : 'baseline';
  const { matchers, window } = view[other];
  if (!window || !isSame(matchers, view[name].matchers)) return undefined;
  return { window, isMissing: false, isEarlier: other === 'baseline' };
}

/** Of what both sides are of there is nothing in either window: one way leads both to where there is something, in their order. */
function MissingBoth(props: MissingProps) {
  const [timeZone] = useTimeZone();
  const { control, levels, range } = props;
  const { view, setView } = control;
  const { matchers = [], window: first = range } = view.baseline;
  const { window: second = range } = view.comparison;
  const { extent, advice } = useElsewhere(matchers, props);
  const missing = (window: TimeRange, isEarlier: boolean) => ({
    window,
    isMissing: true,
    isEarlier,
  });
  const baseline = extent && nextWindows(first, extent, missing(second, false));
  const comparison = extent && nextWindows(second, extent, missing(first, true));
  const windows = `${formatRange(first, timeZone)} and ${formatRange(second, timeZone)}`;
  const title = `No profiles of ${wordsOf(matchers, levels)}, ${windows}.`;
  if (!baseline || !comparison)
    return <Notice kind="empty" {...{ title }} advice={extent ? noRoom(advice) : advice} />;
  const both = { start: baseline.own.start, end: comparison.own.end };
  const isInside = range.start <= both.start && both.end <= range.end;
  return (
    <Notice
      kind="empty"
      {...{ title, advice }}
      action={{
        label: `Use ${formatRange(baseline.own, timeZone)} and ${formatRange(comparison.own, timeZone)}`,
        onClick: () =>
          setView({
            ...view,
            baseline: { matchers, window: baseline.own },
            comparison: { matchers, window: comparison.own },
            range: isInside ? view.range : absoluteRange(extent),
          }),
      }}
    />
  );
}

const noRoom = (advice: string) =>
  `${advice} That is no room for two windows: choose a longer range.`;

/** When there are profiles of it, and that in words. */
function useElsewhere(
  matchers: readonly Matcher[],
  { profileType, levels, range }: MissingProps,
): { readonly extent: TimeRange | undefined; readonly advice: string } {
  const host = useHost();
  const [timeZone] = useTimeZone();
  const wider = widerRange(range, host, timeZone);
  const { extent, state, error } = useExtent({ profileType, matchers, range: wider, levels });
  if (extent)
    return { extent, advice: `There are profiles of it, ${formatRange(extent, timeZone)}.` };
  if (error)
    return { extent, advice: `Whether there are some is not known: ${explain(error).facts}` };
  if (state === 'loading') return { extent, advice: 'Asking when there are some …' };
  return {
    extent,
    advice: `There are none for it, ${formatRange(wider, timeZone)}: choose another one, or a longer range.`,
  };
}

const isSame = (one: readonly Matcher[] = [], other: readonly Matcher[] = []) =>
  printMatchers(one) === printMatchers(other);

const wordsOf = (matchers: readonly Matcher[], levels: readonly Level[]) =>
  matchers.length === 0 ? 'anything' : placeWords(matchers, levels);
