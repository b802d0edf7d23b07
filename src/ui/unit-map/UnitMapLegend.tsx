import { useStyles2, useTheme2 } from '@grafana/ui';
import { UNCHANGED_SLOT } from '../flame-graph/colour/colour-scheme';
import { paletteOf } from '../flame-graph/colour/palette';
import { SCORE_STEPS } from './cell-text';
import { unitMapStyles } from './unit-map-styles';

/** What the colours and signs of the map mean. */
export function UnitMapLegend() {
  const styles = useStyles2(unitMapStyles);
  const { fills } = paletteOf('change', useTheme2().isDark);
  return (
    <div className={styles.legend} role="group" aria-label="Legend">
      <span className={styles.scale}>
        <span>less</span>
        <span
          className={styles.steps}
          role="img"
          aria-label="Blue has less than the other units, orange has more"
        >
          {fills.map((fill, slot) => (
            <span
              key={slot}
              className={styles.step}
              style={slot === UNCHANGED_SLOT ? undefined : { background: fill }}
              title={stepText(slot - UNCHANGED_SLOT)}
            />
          ))}
        </span>
        <span>more than the other units</span>
      </span>
      <span>▲ ▽ more than noise</span>
      <span className={styles.formula}>
        colour: score = ln(share ÷ median share of the others) at equal load, in robust standard
        deviations
      </span>
    </div>
  );
}

function stepText(step: number): string {
  if (step === 0) return `score below ${SCORE_STEPS[0]}`;
  const from = SCORE_STEPS[Math.abs(step) - 1]!;
  const to = SCORE_STEPS[Math.abs(step)];
  const range = to === undefined ? `${from} or more` : `${from} to ${to}`;
  return `score ${step < 0 ? 'below the others by ' : ''}${range}`;
}
