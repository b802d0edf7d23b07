import { useStyles2 } from '@grafana/ui';
import { formatDuration, profileTypeTitle, type Milliseconds, type ProfileType } from '#series';
import { type ProfileStatus, STATE_TITLES } from '#targets';
import { Age } from '../Age';
import { detailsStyles } from './details-styles';
import { StatusIcon } from '../StatusIcon';
import { Part } from './Part';

export interface TypesPartProps {
  readonly chips: readonly ProfileStatus[];
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
              {chips.some(({ target }) => target) ? 'scraped' : 'seen'}
            </th>
            <th scope="col" data-number>
              took
            </th>
          </tr>
        </thead>
        <tbody>
          {chips.map((chip, i) => (
            <ChipLines
              key={chip.name}
              {...{ chip, now, onProfile }}
              isSaid={isSaid(chip, i, chips)}
            />
          ))}
        </tbody>
      </table>
    </Part>
  );
}

/** Profiles of one process mostly fail alike: the same words with another path need not be read five times. */
function isSaid({ failure }: ProfileStatus, at: number, chips: readonly ProfileStatus[]): boolean {
  return failure !== 'other' && chips.slice(0, at).some((chip) => chip.failure === failure);
}

interface ChipLinesProps {
  readonly chip: ProfileStatus;
  readonly now: () => Milliseconds;
  readonly onProfile: ((type: ProfileType) => void) | undefined;
  /** Its error is above already. */
  readonly isSaid: boolean;
}

function ChipLines({ chip, now, onProfile, isSaid }: ChipLinesProps) {
  const styles = useStyles2(detailsStyles);
  const { target } = chip;
  const scraped = target ? target.lastScrape : chip.lastSeen;
  const within = target ? 0 : chip.seenWithin;
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
          <span className={styles.chip} title={chip.error}>
            <StatusIcon state={chip.state} />
            {STATE_TITLES[chip.state]}
          </span>
        </td>
        <td data-number>
          {scraped === undefined ? 'never' : <Age time={scraped} {...{ now, within }} />}
        </td>
        <td data-number>
          {target?.lastScrape === undefined ? '' : formatDuration(target.lastScrapeDuration)}
        </td>
      </tr>
      {chip.error !== undefined && !isSaid && (
        <tr style={{ borderTop: 'none' }}>
          <td colSpan={4}>
            <p className={styles.server}>{chip.error}</p>
          </td>
        </tr>
      )}
    </>
  );
}
