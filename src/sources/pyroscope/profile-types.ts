import type { ProfileType } from '#series';

type WireType = Omit<ProfileType, 'delta' | 'runningTotal' | 'counted'>;

/** States of a moment, by sample type; what else a Pyroscope stores covers time. Its name of a type does not tell. */
const isState = (sampleType: string) =>
  sampleType.startsWith('inuse') || sampleType === 'goroutine' || sampleType === 'goroutines';

/** Clients send what these grew by, a scraped Go process sends them as totals since it started, under the same name. */
const MAY_RUN_ON = new Set(['alloc_objects', 'alloc_space', 'contentions', 'delay']);

export const mayRunOn = ({ sampleType }: ProfileType): boolean => MAY_RUN_ON.has(sampleType);

/** Whether profiles of the type are states, whatever a saved query says of it. */
export const isGauge = (type: ProfileType): boolean =>
  type.runningTotal === true || isState(type.sampleType);

export function profileTypeOf(wire: WireType): ProfileType {
  const { name, sampleType, sampleUnit, periodType, periodUnit } = wire;
  const isCount = sampleType === 'samples' && sampleUnit === 'count' && periodUnit !== '';
  return {
    ...{ name, sampleType, sampleUnit, periodType, periodUnit },
    delta: !isState(sampleType),
    ...(isCount && { counted: true }),
  };
}

/** Samples are left out where the time that they stand for is there, too. */
export function withoutDoubles(types: readonly ProfileType[]): readonly ProfileType[] {
  const times = new Set(
    types.filter(({ sampleUnit }) => sampleUnit === 'nanoseconds').map(({ name }) => name),
  );
  return types.filter(({ counted, name }) => !counted || !times.has(name));
}
