import { Notice } from '#ui';
import type { PanelProblems } from './panel-problems';

/** Above a picture that stays: what failed, and what is not in it. */
export function PanelNotices({ problems }: { readonly problems: PanelProblems }) {
  const { failed, notices } = problems;
  return (
    <>
      {failed.length > 0 && (
        <Notice
          kind="failed"
          inline
          title="Not everything could be shown"
          facts={failed.join('\n')}
        />
      )}
      {notices.length > 0 && <Notice kind="partial" inline title={notices.join(' ')} />}
    </>
  );
}
