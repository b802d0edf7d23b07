export const MATCHER_OPS = ['=', '!=', '=~', '!~'] as const;
export type MatcherOp = (typeof MATCHER_OPS)[number];

/** A condition on one label, with Prometheus' meaning: a missing label is '', and a regular expression matches the whole value. */
export interface Matcher {
  readonly name: string;
  readonly op: MatcherOp;
  readonly value: string;
}
