/** How sure a join is. */
export type JoinCertainty = 'same' | 'wider' | 'unsure' | 'user' | 'none';

/** What Prometheus was found to have under the matchers of a join. */
export type JoinFound =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'found'; readonly words: string; readonly count: number };

export interface JoinBadgeProps {
  /** Short: "by unit", "by application", "name match", "guessed", "your matchers", "no metrics". */
  readonly words: string;
  /**
   * same: the same unit for sure; wider: includes others; unsure: by name, alias, host, scrape labels or a guess; user: a person's own
   * matchers; none.
   */
  readonly certainty: JoinCertainty;
  /** Lines are kept, here and in what was found. */
  readonly explanation: string;
  /** PromQL matchers with braces, a line each where sides differ; '' where there are none. */
  readonly matchers: string;
  readonly found: JoinFound;
  /** A person's own matchers in use; '' when the join is the automatic one. */
  readonly override: string;
  /** Text of matchers, or '' to go back to the automatic ones. The problem in words when it cannot be read; undefined when taken. */
  readonly onOverride: (text: string) => string | undefined;
  /** A coarser join that may find something, "by application": offered as one click when the count is 0. */
  readonly wider?: { readonly words: string; readonly onUse: () => void };
}
