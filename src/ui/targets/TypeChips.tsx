import { useStyles2 } from '@grafana/ui';
import { formatDuration, type Milliseconds } from '#series';
import { type ProfileStatus, STATE_TITLES } from '#targets';
import { ageText } from './age-text';
import { StatusIcon } from './StatusIcon';
import { targetsStyles } from './table/targets-styles';

export interface TypeChipsProps {
  readonly chips: readonly ProfileStatus[];
  readonly now: () => Milliseconds;
}

/** As a column has room for them. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ['process_cpu', 'cpu'],
  ['', 'profile'],
]);

/** Each profile type with the form of its state, and its name where there is room; on hover how it goes. */
export function TypeChips({ chips, now }: TypeChipsProps) {
  const styles = useStyles2(targetsStyles);
  return (
    <span className={styles.chips}>
      {chips.map((chip) => (
        <span key={chip.name} className={styles.chip} title={chipTitle(chip, now())}>
          <StatusIcon state={chip.state} />
          <span data-part="type">{SHORT_NAMES.get(chip.name) ?? chip.name}</span>
        </span>
      ))}
    </span>
  );
}

/** `mutex: failing, last scrape 4 s ago in 12 ms`, and under it the server's words. */
function chipTitle({ name, state, target, error }: ProfileStatus, now: Milliseconds): string {
  const scraped = target?.lastScrape;
  const scrape =
    scraped === undefined
      ? ''
      : `, last scrape ${ageText(scraped, now)} in ${formatDuration(target!.lastScrapeDuration)}`;
  return `${name || 'profile'}: ${STATE_TITLES[state]}${scrape}${error === undefined ? '' : `\n${error}`}`;
}

/** For whoever cannot see forms: `process_cpu, memory: profiling; mutex: failing`. */
export function chipsText(chips: readonly ProfileStatus[]): string {
  const states = [...new Set(chips.map(({ state }) => state))];
  return states
    .map((state) => {
      const names = chips.filter((chip) => chip.state === state).map(({ name }) => name);
      return `${names.join(', ')}: ${STATE_TITLES[state]}`;
    })
    .join('; ');
}
