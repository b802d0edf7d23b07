import { useStyles2 } from '@grafana/ui';
import { profileTypeTitle, type Milliseconds, type ProfileType } from '#series';
import { type ProfileChip, STATE_TITLES } from '#targets';
import { formatDuration } from '../metrics/time-text';
import { Age } from './Age';
import { detailsStyles } from './details-styles';
import { StateMark } from './StateMark';
import { Part } from './Part';

export interface TypesPartProps {
  readonly chips: readonly ProfileChip[];
  readonly now: () => Milliseconds;
  readonly onProfile?: (type: ProfileType) => void;
}

/** One line a profile name with how its scrapes go, and the types of it that can be opened. */
export function TypesPart({ chips, now, onProfile }: TypesPartProps) {
  const styles = useStyles2(detailsStyles);
  return (
    <Part title="Profile types">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">type</th>
            <th scope="col">state</th>
            <th scope="col" data-number>
              scraped
            </th>
            <th scope="col" data-number>
              took
            </th>
          </tr>
        </thead>
        <tbody>
          {chips.map((chip) => (
            <ChipLines key={chip.name} {...{ chip, now, onProfile }} />
          ))}
        </tbody>
      </table>
    </Part>
  );
}

interface ChipLinesProps {
  readonly chip: ProfileChip;
  readonly now: () => Milliseconds;
  readonly onProfile: ((type: ProfileType) => void) | undefined;
}

function ChipLines({ chip, now, onProfile }: ChipLinesProps) {
  const styles = useStyles2(detailsStyles);
  const { target } = chip;
  const scraped = target?.lastScrape ?? (target ? undefined : chip.lastSeen);
  return (
    <>
      <tr>
        <td>
          <div>{chip.name || '(unknown)'}</div>
          {onProfile &&
            chip.profileTypes.map((type) => (
              <div key={`${type.sampleType} ${type.sampleUnit} ${type.periodType}`}>
                <button type="button" className={styles.link} onClick={() => onProfile(type)}>
                  {profileTypeTitle(type)}
                </button>
              </div>
            ))}
        </td>
        <td>
          <span className={styles.chip}>
            <StateMark state={chip.state} />
            {STATE_TITLES[chip.state]}
          </span>
        </td>
        <td data-number>{scraped === undefined ? 'never' : <Age time={scraped} now={now} />}</td>
        <td data-number>
          {target?.lastScrape === undefined ? '' : formatDuration(target.lastScrapeDuration)}
        </td>
      </tr>
      {chip.error !== '' && (
        <tr style={{ borderTop: 'none' }}>
          <td colSpan={4}>
            <p className={styles.server}>{chip.error}</p>
          </td>
        </tr>
      )}
    </>
  );
}
