/** A Parca profile type, printed `name:sampleType:sampleUnit:periodType:periodUnit[:delta]`. */
export interface ProfileType {
  readonly name: string;
  readonly sampleType: string;
  readonly sampleUnit: string;
  readonly periodType: string;
  readonly periodUnit: string;
  /** True when each profile covers a stretch of time (CPU); false when it is a state at a moment (memory in use) or a running total. */
  readonly delta: boolean;
}
