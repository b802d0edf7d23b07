import { ComparePage } from './ComparePage';
import { ProfilePage } from './ProfilePage';
import { useViewState } from './use-view-state';

/** The page that the address names. */
export function Pages() {
  const control = useViewState();
  return control.view.page === 'compare' ? (
    <ComparePage control={control} />
  ) : (
    <ProfilePage control={control} />
  );
}
