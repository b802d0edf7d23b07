import { CornerNotice } from './CornerNotice';
import type { Saving } from './use-saving';

/** How far it is, and how it ended. */
export function SavingNotice({ state, stop }: Saving) {
  if (state.kind === 'idle') return null;
  const label = state.kind === 'saving' ? 'Stop saving' : 'Dismiss';
  return (
    <CornerNotice failed={state.kind === 'failed'} action={{ label, onClick: stop }}>
      {state.words}
    </CornerNotice>
  );
}
