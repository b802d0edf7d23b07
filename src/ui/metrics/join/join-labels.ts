import type { IconName } from '@grafana/data';

/** How sure a join is. */
export type JoinCertainty = 'same' | 'wider' | 'unsure' | 'user' | 'none';

/** What Prometheus was found to have under the matchers of a join. */
export type JoinFound =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'found'; readonly message: string; readonly count: number };

export interface JoinBadgeProps {
  /** Short: "by unit", "by application", "name match", "guessed", "your matchers", "no metrics". */
  readonly label: string;
  /**
   * same: the same unit for sure; wider: includes others; unsure: by name, alias, host, scrape labels or a guess; user: the user's own
   * matchers; none.
   */
  readonly certainty: JoinCertainty;
  /** Lines are kept, here and in what was found. */
  readonly explanation: string;
  /** PromQL matchers with braces, a line each where sides differ; '' where there are none. */
  readonly matchers: string;
  readonly found: JoinFound;
  /** The user's own matchers in use; '' when the join is the automatic one. */
  readonly override: string;
  /** Text of matchers, or '' to go back to the automatic ones. The problem in words when it cannot be read; undefined when taken. */
  readonly onOverride: (text: string) => string | undefined;
  /** A coarser join that may find something, "by application": offered as one click when the count is 0. */
  readonly wider?: { readonly label: string; readonly onUse: () => void };
}

/** How sure a join is, in words and by an icon: a guess must not look like a fact. */
const CERTAINTY: Readonly<Record<JoinCertainty, { label: string; icon: IconName }>> = {
  same: { label: 'Sure: the same as the profile', icon: 'link' },
  wider: { label: 'Wider than the profile: others are in it', icon: 'layer-group' },
  unsure: { label: 'Not sure: it may be of something else', icon: 'question-circle' },
  user: { label: 'Your own choice', icon: 'user' },
  none: { label: 'Nothing to show', icon: 'ban' },
};

type Joined = Pick<JoinBadgeProps, 'label' | 'certainty' | 'matchers' | 'found'>;

/** What is known of the join, nothing being found before how sure it would be. */
export function certaintyOf(join: Joined): { readonly label: string; readonly icon: IconName } {
  if (!findsNothing(join)) return CERTAINTY[join.certainty];
  return { label: 'Nothing found', icon: 'exclamation-triangle' };
}

/** How many scraped endpoints there are: "1 endpoint"; '' where there is nothing to count. */
export function countLabel({ matchers, found }: Joined): string {
  if (matchers === '') return '';
  if (found.state === 'loading') return '…';
  if (found.state === 'failed') return 'not checked';
  return `${found.count} ${found.count === 1 ? 'endpoint' : 'endpoints'}`;
}

/** What a badge says: "by unit · 1 endpoint". */
export function badgeLabel(join: Joined): string {
  return [join.label, countLabel(join)].filter((part) => part !== '').join(' · ');
}

/** True where the matchers are there and nothing is behind them. */
export function findsNothing({ matchers, found }: Joined): boolean {
  return matchers !== '' && found.state === 'found' && found.count === 0;
}
