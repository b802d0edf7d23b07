import { useSyncExternalStore } from 'react';
import { Button } from '@grafana/ui';
import { formatValue } from '#ui';
import { explain } from '../../shell/advice';
import type { Siblings } from './use-siblings';
import type { VerdictsState } from './use-verdicts';

interface SliceProgressProps {
  readonly verdicts: VerdictsState;
  /** What the other units did is taken from each change, or is to be. */
  readonly minusSiblings: boolean;
  readonly onMinusSiblings: (minus: boolean) => void;
}

/** How many slices have come, which are more than noise can be told from, and what to do about it. */
export function SliceProgress(props: SliceProgressProps) {
  const { verdicts, minusSiblings, onMinusSiblings } = props;
  const { ofFunctions, slices, state, judging, siblings } = verdicts;
  const settled = useSyncExternalStore(slices.settled.subscribe, slices.settled.current);
  return (
    <>
      {state === 'loading' && (
        <span>
          Being judged: {settled} of {slices.total || '…'} slices{' '}
          <Button size="sm" variant="secondary" fill="text" onClick={verdicts.stop}>
            Stop
          </Button>
        </span>
      )}
      {state === 'ready' && judging && (
        <span>Being judged: all {slices.total} slices are there</span>
      )}
      {state === 'off' && (
        <span>
          {settled > 0
            ? `Stopped after ${settled - slices.failed} of ${slices.total} slices.`
            : `Not tested for noise: that takes ${slices.total} questions, up to ${formatValue(verdicts.bytes, 'bytes')}.`}{' '}
          <Button size="sm" variant="secondary" fill="text" onClick={verdicts.start}>
            {settled > 0 ? 'Go on' : 'Test'}
          </Button>
        </span>
      )}
      {siblings && ofFunctions && (
        <span title={siblings.matchers}>
          {minusSiblings && <SiblingsText {...siblings} />}
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            onClick={() => onMinusSiblings(!minusSiblings)}
          >
            {minusSiblings ? 'This unit alone' : 'Minus what the other units did'}
          </Button>
        </span>
      )}
      {slices.error && (
        <span>
          {slices.failed} of {slices.total} slices failed: {explain(slices.error).facts}{' '}
          <Button size="sm" variant="secondary" fill="text" onClick={slices.retry}>
            Try again
          </Button>
        </span>
      )}
    </>
  );
}

function SiblingsText({ pairs, slices }: Siblings) {
  const settled = useSyncExternalStore(slices.settled.subscribe, slices.settled.current);
  if (pairs === undefined) return `Other units: ${settled} of ${slices.total || '…'} slices `;
  return pairs.length === 0 ? 'No other unit has profiles in both windows. ' : '';
}
