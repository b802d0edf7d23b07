import { describe } from 'vitest';
import { createPyroscopeSource } from '#sources';
import { createFakePyroscope, type StoredProfile } from '../support/fake-pyroscope';
import { profileSourceContract } from './profile-source-contract';

const START = Date.parse('2026-11-21T00:16:00Z');
const INTERVAL_MS = 15_000;
const RANGE = { start: START, end: START + 14 * 60_000 };

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const INUSE = 'memory:inuse_space:bytes:space:bytes';
const ALLOC = 'memory:alloc_space:bytes:space:bytes';
const GOROUTINES = 'goroutine:goroutine:count:goroutine:count';

/** Three units from ten minutes before the window to ten after it, each at its own time within the interval, one of them by labels of requests. */
function stored(): readonly StoredProfile[] {
  const units = ['shop/0', 'shop/1', 'stock/0'];
  const count = Math.ceil((RANGE.end - RANGE.start + 20 * 60_000) / INTERVAL_MS);
  return units.flatMap((unit, u) =>
    Array.from({ length: count }, (_, i) => {
      const time = BigInt(START - 10 * 60_000 + i * INTERVAL_MS + u * 1700) * 1_000_000n + 321_000n;
      const labels = { juju_unit: unit, job: 'shop', service_name: unit.split('/')[0]! };
      const wave = ((i * 7 + u * 3) % 11) * 10_000_000;
      return [
        { type: CPU, labels, time, value: 900_000_000 + wave, noStack: 1_000_000 },
        ...(u === 1 && i % 3 > 0
          ? [{ type: CPU, labels: { ...labels, endpoint: '/cart' }, time, value: 60_000_000 }]
          : []),
        { type: INUSE, labels, time, value: 10_000_000 + wave },
        { type: ALLOC, labels, time, value: u === 2 ? 5_000_000 * (i + 1) : 1_000_000 + wave },
        { type: GOROUTINES, labels, time, value: 20 + (i % 5), noStack: 4 },
      ];
    }).flat(),
  );
}

const { transport } = createFakePyroscope(stored());

describe('a range that is long over', () => {
  const source = createPyroscopeSource({ transport, now: () => RANGE.end + 3_600_000 });
  profileSourceContract(() => source, { range: RANGE, label: 'juju_unit', hasTargets: false });
});

describe('a range that has just ended', () => {
  const source = createPyroscopeSource({ transport, now: () => RANGE.end + 60_000 });
  profileSourceContract(() => source, { range: RANGE, label: 'juju_unit', hasTargets: false });
});
