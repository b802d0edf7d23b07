import { formatDuration, type Milliseconds } from '#series';
import { Notice } from '#ui';
import type { Waiting } from '../state/queries/waiting';

/** From here on waiting is a choice. */
const LONG: Milliseconds = 10_000;

interface WaitingProps {
  readonly waiting: Waiting;
}

/** What a slow server is asked and for how long; nothing to hear again at each second. */
export function WaitingStatus({ waiting }: WaitingProps) {
  return (
    <>
      · waiting for {waiting.name}: {waiting.asked.join(', ')}
      <span aria-hidden>, {formatDuration(waiting.elapsed)}</span>
    </>
  );
}

export interface WaitingNoticeProps {
  readonly waiting: Waiting | undefined;
  /** What is cheaper to answer, and how to ask that instead. */
  readonly shorten: { readonly to: Milliseconds; readonly onClick: () => void };
  readonly onStop: (waiting: Waiting) => void;
}

/** A server that keeps the page waiting: stop, ask for less, or wait. */
export function WaitingNotice({ waiting, shorten, onStop }: WaitingNoticeProps) {
  if (!waiting || waiting.elapsed < LONG) return null;
  return (
    <Notice
      inline
      kind="loading"
      title={`${waiting.name} is slow to answer: ${waiting.asked.join(', ')}`}
      advice="A shorter range and fewer units are cheaper to answer. The page waits until you stop it."
      action={{ label: `Shorten to ${formatDuration(shorten.to)}`, onClick: shorten.onClick }}
      alternative={{ label: 'Stop', onClick: () => onStop(waiting) }}
    />
  );
}
