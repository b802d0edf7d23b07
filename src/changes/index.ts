export type { Cause, Finding, Points, Since } from './finding';
export type { ApplicationSlices, UnitSlices } from './functions/application-slices';
export { judgeApplication, type JudgedApplication } from './functions/judge-application';
export { judgeFleet, type FleetChanges } from './judge-fleet';
export type { Looked, Windows } from './looked';
export { dateFinding } from './time/date-finding';
export { explainFindings, type FleetEvent } from './time/explain-findings';
export { judgeTotals } from './totals/judge-totals';
export type { TotalsChange, UnitTotals } from './totals/unit-totals';
