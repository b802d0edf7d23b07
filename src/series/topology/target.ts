import type { Labels } from '../labels/labels';
import type { Milliseconds } from '../time/time';

/** A program that pushes profiles. */
export interface Agent {
  /** The node's name, or an address. */
  readonly id: string;
  /** The server's words. */
  readonly lastError: string | undefined;
  readonly lastPush: Milliseconds | undefined;
}

/** One profile type at one address that Parca scrapes. */
export interface Target {
  /** The scrape job's name. */
  readonly job: string;
  /** `process_cpu`, `memory`, …; '' unknown. */
  readonly profileName: string;
  readonly labels: Labels;
  readonly discoveredLabels: Labels;
  readonly url: string;
  readonly health: 'unknown' | 'good' | 'bad';
  /** The server's words, also of a failure that is over. */
  readonly lastError: string | undefined;
  /** undefined: never scraped. */
  readonly lastScrape: Milliseconds | undefined;
  readonly lastScrapeDuration: Milliseconds;
}
