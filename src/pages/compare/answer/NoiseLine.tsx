import type { ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { noiseSummary, type Judgement } from '#comparison';
import { formatPercent, formatSignedPercent } from '#ui';

export interface NoiseLineProps {
  readonly judgement: Judgement | undefined;
  /** What else is to be said of it. */
  readonly children: ReactNode;
}

/** Whether noise was told from change, from how much, and the same test where nothing was changed on purpose. */
export function NoiseLine({ judgement, children }: NoiseLineProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.line} role="group" aria-label="Noise">
      {judgement && <Result judgement={judgement} />}
      {children}
    </div>
  );
}

function Result({ judgement }: { readonly judgement: Judgement }) {
  return (
    <details>
      <summary>{noiseSummary(judgement)}</summary>
      <ul>
        {judgement.selfChecks.map((check) => (
          <li key={check.of}>
            {check.of}: {check.flagged} of {check.tested} flagged
          </li>
        ))}
        {judgement.selfChecks.length > 0 && (
          <li>
            tables flagged in self-checks: at most 5 % expected, for nothing was changed in them
          </li>
        )}
        {linesOf(judgement).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

/** Less is written as 0. */
const LEAST_WANDER = 0.0005;

/** Of the method, with its numbers. */
function linesOf({ method, wander, drift, load }: Judgement): readonly string[] {
  if (method === 'level')
    return [
      'each function: mean of its slices on both sides, their number thinned by their autocorrelation (Welch); q by Benjamini and Hochberg',
    ];
  if (method === 'sampling')
    return [
      'each function: its samples on both sides, against what sampling alone would do; q by Benjamini and Hochberg, 5 %. How it varies from scrape to scrape is not in it',
    ];
  return [
    'each function: its share of samples, against what the typical function did; q by Benjamini and Hochberg, 5 %',
    ...(wander < LEAST_WANDER
      ? []
      : [
          `blocks of 75 s of the same side differ by themselves, which moves a function by ±${formatPercent(wander)} between the windows: included`,
        ]),
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
