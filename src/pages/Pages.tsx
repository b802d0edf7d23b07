import { ChangesPage } from './changes/ChangesPage';
import { ComparePage } from './compare/ComparePage';
import { ProfilePage } from './profile/ProfilePage';
import { TargetsPage } from './targets/TargetsPage';
import { useViewState } from './state/view/use-view-state';

/** The page that the address names. */
export function Pages() {
  const control = useViewState();
  if (control.view.page === 'changes') return <ChangesPage control={control} />;
  if (control.view.page === 'targets') return <TargetsPage control={control} />;
  return control.view.page === 'compare' ? (
    <ComparePage control={control} />
  ) : (
    <ProfilePage control={control} />
  );
}
