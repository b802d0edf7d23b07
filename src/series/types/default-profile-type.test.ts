import { expect, test } from 'vitest';
import { defaultProfileType } from './default-profile-type';
import { parseProfileType } from './profile-type';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const HEAP = 'memory:inuse_space:bytes:space:bytes';
const MUTEX = 'mutex:delay:nanoseconds:contentions:count';
const BLOCK = 'block:delay:nanoseconds:contentions:count';

test.each([
  { types: [HEAP, BLOCK, CPU], best: CPU },
  { types: [MUTEX, HEAP], best: HEAP },
  { types: [MUTEX, BLOCK], best: BLOCK },
  { types: [], best: undefined },
])('of $types it is $best', ({ types, best }) => {
  expect(defaultProfileType(types.map(parseProfileType))).toEqual(
    best === undefined ? undefined : parseProfileType(best),
  );
});
