export {
  compilePattern,
  escapeRegex,
  faultOfPattern,
  type Pattern,
  type PatternOptions,
} from './pattern';
export { PatternError } from './pattern-error';
