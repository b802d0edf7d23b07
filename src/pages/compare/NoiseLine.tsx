import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { Judgement } from '#engine';
import { formatSignedPercent, formatValue } from '#ui';
import { explain } from '../shell/advice';
import type { VerdictsState } from './use-verdicts';

/** Whether noise was told from change, from how much, and the same test where nothing was changed on purpose. */
export function NoiseLine({ verdicts }: { readonly verdicts: VerdictsState }) {
  const styles = useStyles2(getStyles);
  const { ofFunctions, slices, state } = verdicts;
  return (
    <div className={styles.line} role="group" aria-label="Noise">
      {ofFunctions && <Result judgement={ofFunctions} />}
      {state === 'loading' && (
        <span>
          {ofFunctions ? 'More slices' : 'Is it noise?'} {slices.done + slices.failed} of{' '}
          {slices.total}{' '}
          <Button size="sm" variant="secondary" fill="text" onClick={verdicts.stop}>
            Stop
          </Button>
        </span>
      )}
      {state === 'off' && (
        <span>
          {slices.done > 0
            ? `Stopped after ${slices.done} of ${slices.total} slices.`
            : `Not tested for noise: that takes ${slices.total} questions, up to ${formatValue(verdicts.bytes, 'bytes')}.`}{' '}
          <Button size="sm" variant="secondary" fill="text" onClick={verdicts.start}>
            {slices.done > 0 ? 'Go on' : 'Test'}
          </Button>
        </span>
      )}
      {state === 'ready' && !ofFunctions && slices.failed === 0 && (
        <span>One scrape on a side: how much it varies is not known.</span>
      )}
      {slices.error && (
        <span>
          {slices.failed} of {slices.total} slices failed: {explain(slices.error).facts}{' '}
          <Button size="sm" variant="secondary" fill="text" onClick={slices.retry}>
            Try again
          </Button>
        </span>
      )}
    </div>
  );
}

/** Below it a table of verdicts holds little but what is large. */
const FEW = 8;

function Result({ judgement }: { readonly judgement: Judgement }) {
  const { slices, tested, flagged, selfChecks } = judgement;
  const tables = selfChecks.filter((check) => check.flagged > 0).length;
  const few = Math.min(...slices) < FEW ? ' Few scrapes: only a large change can be told.' : '';
  return (
    <details>
      <summary>
        {tested} functions tested on {slices[0]} and {slices[1]} slices, {flagged} more than noise.
        {selfChecks.length > 0 &&
          ` Self-check: ${tables} of ${selfChecks.length} tables flagged, at most 5 % expected.`}
        {few}
      </summary>
      <ul>
        {selfChecks.map((check) => (
          <li key={check.of}>
            {check.of}: {check.flagged} of {check.tested} flagged
          </li>
        ))}
        {linesOf(judgement).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

/** Of the method, with its numbers. */
function linesOf({ method, wander, drift, load }: Judgement): readonly string[] {
  if (method === 'level')
    return [
      'each function: mean of its slices on both sides, their number thinned by their autocorrelation (Welch); q by Benjamini and Hochberg',
    ];
  return [
    'each function: its share of samples, against what the typical function did; q by Benjamini and Hochberg, 5 %',
    `what a side does within its own window: ±${formatSignedPercent(wander).replace('+', '')}, included`,
    ...(drift > 1.1
      ? [
          `the windows differ in everything, ${Number(drift.toPrecision(2))} times what chance explains: intervals are that much wider`,
        ]
      : []),
    ...(load === undefined
      ? []
      : [`load: the typical function costs ${formatSignedPercent(load)} a second`]),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 2),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
    summary: { cursor: 'pointer' },
    ul: { listStyle: 'none', margin: theme.spacing(0.5, 0, 0, 2) },
  }),
});
