import { compilePattern, PatternError, type Pattern, type PatternOptions } from '#pattern';
import { ProfileError } from './profile-error';

/** `compilePattern`, of an expression that stands at `path`: what is wrong with it is a ProfileError that says where. */
export function compileAt(path: string, source: string, options?: PatternOptions): Pattern {
  try {
    return compilePattern(source, options);
  } catch (error) {
    throw error instanceof PatternError ? new ProfileError(path, error.message) : error;
  }
}
