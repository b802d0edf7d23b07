export { deltaInterval } from './delta-interval';
export { benjaminiHochberg } from './false-discovery';
export { verdictOf } from './functions/judge';
export { samplingTests } from './functions/sampling-tests';
export { minusSiblings, type MinusSiblings } from './functions/siblings';
/** @internal For the calibration. */
export { type How } from './functions/slices';
export { detectableAmong } from './functions/smallest-change';
export { standOut, type StandOut } from './functions/stand-out';
export { levelTest, type LevelTest } from './levels/level-test';
export { bucketMeans } from './steps/buckets';
export { findSteps } from './steps/find-steps';
/** @internal For the calibration. */
export { type Steps } from './steps/find-steps';
