export { matchersOfUnits } from './fleet';
export { scanFleet } from './scan-fleet';
export { AGAINST, type Against, type Scan, type ScanQuestion } from './scan-question';
export { comparedIn } from './windows';
