import { parseProfileType, type ProfileType } from '#series';
import { Notice } from '#ui';
import { explain } from './shell/advice';
import { ComparisonHead, ComparisonPicture } from './compare/ComparisonView';
import { useComparison } from './compare/use-comparison';
import { NO_SIDE_METRICS } from './compare/requests/use-side-metrics';
import { useTimeZone } from './state/host';
import { ProfileView } from './profile/ProfileView';
import { SIDE_TITLE } from './state/sides';
import { usePageRange } from './state/use-page-range';
import { useProfile, useSides } from './state/queries/use-profile';
import { useViewState, type ViewControl } from './state/view/use-view-state';

/** The flame graph and table of a view that says everything itself, without what chooses another one. */
export function PictureOnly() {
  const control = useViewState();
  const { view, problems } = control;
  const profileType = typeOf(view.profileType);
  return (
    <>
      {problems.map((problem) => (
        <Notice key={problem} inline kind="partial" title="Not understood" facts={problem} />
      ))}
      {!profileType && (
        <Notice
          kind="failed"
          title="There is no profile type to show"
          facts={`profile type: not understood: "${view.profileType ?? ''}"`}
        />
      )}
      {profileType && view.page === 'profile' && <OneProfile {...{ control, profileType }} />}
      {profileType && view.page === 'compare' && <TwoProfiles {...{ control, profileType }} />}
    </>
  );
}

function typeOf(text: string | undefined): ProfileType | undefined {
  if (text === undefined) return undefined;
  try {
    return parseProfileType(text);
  } catch {
    return undefined;
  }
}

interface PictureProps {
  readonly control: ViewControl;
  readonly profileType: ProfileType;
}

function OneProfile({ control, profileType }: PictureProps) {
  const [timeZone] = useTimeZone();
  const { range } = usePageRange(control.view);
  const loaded = useProfile(control.view.profile, profileType, range);
  return (
    <ProfileView
      {...{ control, loaded, profileType, range }}
      levels={NO_LEVELS}
      window={control.view.profile.window ?? range}
      timeZone={timeZone}
    />
  );
}

/** What a picture is of does not depend on them. */
const NO_LEVELS: readonly never[] = [];

function TwoProfiles({ control, profileType }: PictureProps) {
  const sides = useSides(control.view, profileType);
  const { range } = usePageRange(control.view);
  const comparison = useComparison(control.view, sides, NO_SIDE_METRICS);
  return (
    <>
      {sides.map(
        ({ name, loaded }) =>
          loaded.error && (
            <Notice
              key={name}
              kind="failed"
              title={`${SIDE_TITLE[name]} could not be loaded`}
              {...explain(loaded.error)}
              action={{ label: 'Try again', onClick: loaded.retry }}
            />
          ),
      )}
      {comparison.missing.map((name) => (
        <Notice
          key={name}
          kind="empty"
          title={`${SIDE_TITLE[name]}: no profiles in its window.`}
          advice="Choose another range or other labels."
        />
      ))}
      <ComparisonHead {...{ control, comparison }} />
      <ComparisonPicture {...{ control, comparison, range }} timelines={[]} />
    </>
  );
}
