export { scopedToUnits, sidesOfFinding, withScope } from './finding-sides';
export { nothingHeld } from './held-against';
export { scanFleet } from './scan-fleet';
export { AGAINST, type Against, type Scan, type ScanQuestion } from './scan-question';
