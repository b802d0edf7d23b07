import { compilePattern, type Pattern, type PatternOptions } from '#pattern';
import { ProfileError } from './profile-error';

/** `compilePattern`, of an expression that stands at `path`: what is wrong with it is a ProfileError that says where. */
export function compileAt(
  path: string,
  source: string,
  options?: Omit<PatternOptions, 'fault'>,
): Pattern {
  return compilePattern(source, { ...options, fault: (reason) => new ProfileError(path, reason) });
}
