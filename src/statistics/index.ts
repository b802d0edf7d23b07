export { studentCritical } from './distributions/student';
export { median, mediansWithout } from './median';
export { deltaInterval } from './delta-interval';
export { testBesideRest, type BesideRest } from './families/beside-rest';
export { movementOf, testBesideMovement, type MovementTest } from './families/movement';
export { selectFamilies } from './families/select-families';
export { benjaminiHochberg } from './false-discovery';
export { verdictOf } from './functions/judge';
export { samplingTests } from './functions/sampling/sampling-tests';
export { minusSiblings, type MinusSiblings } from './functions/siblings';
/** @internal For the calibration. */
export { type How } from './functions/slices';
export { detectableAmong } from './functions/smallest-change';
export { standOut, type StandOut } from './functions/stand-out';
export { minutesToTest } from './functions/sampling/untestable';
export { constantsError, levelTest, type LevelTest } from './levels/level-test';
export { againstBefore, type AgainstBefore } from './steps/against-before';
export { bestChange, type BestChange } from './steps/best-change';
export { rampSince, type Ramp } from './steps/best-ramp';
export { bestStep, type Step } from './steps/best-step';
export { bucketMeans } from './steps/buckets';
export { rampBetween } from './steps/ramp-between';
export { pOfParts } from './steps/segmentation';
export { findSteps } from './steps/find-steps';
/** @internal For the calibration. */
export { type Steps } from './steps/find-steps';
