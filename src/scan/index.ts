export { scopedToUnits, sidesOfFinding, withScope } from './finding-sides';
export { scanFleet } from './scan-fleet';
export { AGAINST, type Against, type Scan, type ScanQuestion } from './scan-question';
