import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';

/*
 * What the demo archive holds, read from its own manifest and never through the code under test. Times are epoch ms, UTC:
 * 00:14 to 00:34; the work of shop/pricing.Quote rises by half on shop-k8s/1 at 00:24.
 */

export const ROOT = join(import.meta.dirname, '../..');

export const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
export const MEMORY = 'memory:inuse_space:bytes:space:bytes';
export const ALLOCATED = 'memory:alloc_space:bytes:space:bytes';
export const GOROUTINES = 'goroutine:goroutine:count:goroutine:count';
export const MUTEX = 'mutex:delay:nanoseconds:contentions:count';

export interface Window {
  readonly start: number;
  readonly end: number;
}

const utc = (time: string) => Date.parse(`2026-11-21T${time}Z`);
export const RANGE: Window = { start: utc('00:14:00'), end: utc('00:34:00') };
/** The two windows of the recording's README. */
export const BEFORE: Window = { start: utc('00:18:00'), end: utc('00:23:00') };
export const AFTER: Window = { start: utc('00:26:00'), end: utc('00:31:00') };

const manifestSchema = z.object({
  profiles: z.array(
    z.object({
      type: z.string(),
      labels: z.record(z.string(), z.string()),
      timestampNs: z.string(),
      durationNs: z.string(),
      value: z.string(),
      noStackValue: z.string(),
    }),
  ),
});
type Profile = z.infer<typeof manifestSchema>['profiles'][number];

const files = unzipSync(readFileSync(join(ROOT, 'public/demo.zip')), {
  filter: ({ name }) => name === 'manifest.json',
});
const { profiles } = manifestSchema.parse(JSON.parse(strFromU8(files['manifest.json']!)));

/** Every stored profile of a type and unit whose time lies in the window. */
export function scrapesIn(type: string, unit: string, window: Window): readonly Profile[] {
  return profiles.filter((profile) => {
    const time = Number(BigInt(profile.timestampNs) / 1000n) / 1000;
    const wanted = profile.type === type && profile.labels['juju_unit'] === unit;
    return wanted && time >= window.start && time <= window.end;
  });
}

/** Their values added up, samples without a stack included. */
export function sumOf(found: readonly Profile[]): number {
  return found.reduce(
    (sum, { value, noStackValue }) => sum + Number(value) + Number(noStackValue),
    0,
  );
}
