import { ChangesPage } from './changes/ChangesPage';
import { ComparePage } from './compare/ComparePage';
import { ProfilePage } from './profile/ProfilePage';
import { OfOneServer } from './targets/server/OfOneServer';
import { TargetsPage } from './targets/TargetsPage';
import { useViewState } from './state/view/use-view-state';

/** The page that the address names. */
export function Pages() {
  const control = useViewState();
  if (control.view.page === 'changes') return <ChangesPage control={control} />;
  if (control.view.page === 'targets')
    return (
      <OfOneServer control={control}>
        {(there, picker) => <TargetsPage control={there} picker={picker} />}
      </OfOneServer>
    );
  return control.view.page === 'compare' ? (
    <ComparePage control={control} />
  ) : (
    <ProfilePage control={control} />
  );
}
