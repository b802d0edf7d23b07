export type { Labels } from './labels';
export { MATCHER_OPS, type Matcher, type MatcherOp } from './matcher';
export type { ProfileType } from './profile-type';
export type { Selector } from './selector';
export type { Scrape, Series } from './series';
export type { Milliseconds, Nanoseconds, TimeRange } from './time';
