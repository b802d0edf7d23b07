import { printable } from '#profile';
import { printMatchers, profileTypeTitle, type ProfileType, type TimeRange } from '#series';
import { formatRange, Notice } from '#ui';
import { useExtent } from '../metrics/extent/use-extent';
import type { Level } from '../selection/topology-levels';
import { widerRange } from '../metrics/extent/wider-range';
import { absoluteRange, useHost } from '../state/host';
import type { ViewControl } from '../state/view/use-view-state';

export interface EmptyProfileProps {
  readonly control: ViewControl;
  readonly profileType: ProfileType;
  readonly levels: readonly Level[];
  /** The page's. */
  readonly range: TimeRange;
  readonly window: TimeRange;
  readonly timeZone: string;
}

/** In place of a picture: what has no profiles, when it has some, and one way there. */
export function EmptyProfile(props: EmptyProfileProps) {
  const { control, profileType, levels, range, window, timeZone } = props;
  const { view, setView } = control;
  const host = useHost();
  const { matchers = [] } = view.profile;
  const wider = view.profile.window ? range : widerRange(range, host, timeZone);
  const { extent } = useExtent({ profileType, matchers, range: wider, levels });
  const file = matchers.find(({ name, op }) => name === 'file' && op === '=')?.value;
  const title = 'No profiles in this window.';
  const facts = `No ${profileTypeTitle(profileType)} profiles for ${printMatchers(matchers)} in ${formatRange(window, timeZone)}.`;
  if (!extent)
    return (
      <Notice
        kind="empty"
        {...{ title, facts }}
        advice={
          file === undefined
            ? 'Choose a longer range, another unit, or all units.'
            : `A file that was opened in a page is gone with that page: if ${printable(file)} was one, open it again.`
        }
        action={{
          label: 'Whole range, all units',
          onClick: () => setView({ ...view, profile: { matchers: [], window: undefined } }),
        }}
      />
    );
  const words = formatRange(extent, timeZone);
  return (
    <Notice
      kind="empty"
      {...{ title, facts }}
      advice={`There are profiles of it, ${words}.`}
      action={{
        label: `Show ${words}`,
        onClick: () =>
          setView({
            ...view,
            range: view.profile.window ? view.range : absoluteRange(extent),
            profile: { ...view.profile, window: undefined },
          }),
      }}
    />
  );
}
