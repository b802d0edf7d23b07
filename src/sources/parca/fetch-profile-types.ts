import { printProfileType, type ProfileType, type TimeRange } from '#series';
import { METHODS, type ParcaClient } from './parca-client';
import { encodeExclusive, spanOf } from './wire';

/** Profile types with data in the range, sorted by their printed form. Parca looks at everything it stores unless both bounds are sent. */
export async function fetchProfileTypes(
  client: ParcaClient,
  range: TimeRange,
): Promise<readonly ProfileType[]> {
  const answer = await client.call(METHODS.profileTypes, encodeExclusive(spanOf(range)));
  const types = (answer?.types ?? []).map(
    ({ name, sampleType, sampleUnit, periodType, periodUnit, delta }): ProfileType => ({
      name,
      sampleType,
      sampleUnit,
      periodType,
      periodUnit,
      delta,
    }),
  );
  return types.sort((a, b) => (printProfileType(a) < printProfileType(b) ? -1 : 1));
}
