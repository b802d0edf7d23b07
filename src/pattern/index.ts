export { compilePattern, escapeRegex, type Pattern, type PatternOptions } from './pattern';
export { PatternError } from './pattern-error';
