import type { Matcher } from './matcher';
import type { ProfileType } from './profile-type';

/** Which profiles: one type, and conditions that all hold. */
export interface Selector {
  readonly profileType: ProfileType;
  readonly matchers: readonly Matcher[];
}
