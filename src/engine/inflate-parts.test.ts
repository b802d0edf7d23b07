import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { encodePprof, MAX_PROFILE_BYTES, ProfileError, treeFromFolded } from '#profile';
import { createMainThreadEngine } from './engine';
import { inflateParts } from './inflate-parts';

const sampleType = { type: 'cpu', unit: 'nanoseconds' };
/** Too varied to be packed small. */
const lines = Array.from(
  { length: 20_000 },
  (_, i) => `main;f${(i * 2_654_435_761) % 2 ** 32} ${i}`,
);
const plain = encodePprof(treeFromFolded(lines), { sampleType, compress: false });
const total = lines.reduce((sum, _, i) => sum + i, 0);
const partOf = (pprof: Uint8Array) => ({ pprof, total, weight: 1 });

test('a large gzip is inflated once, whoever has parts of it', async () => {
  const packed = new Uint8Array(gzipSync(plain));
  expect(packed.length).toBeGreaterThan(100 * 1024);
  const [[a, b], [c]] = (await inflateParts([
    [partOf(packed), partOf(packed)],
    [partOf(packed)],
  ])) as [[ReturnType<typeof partOf>, ReturnType<typeof partOf>], [ReturnType<typeof partOf>]];
  expect(a.pprof).toEqual(plain);
  expect(b.pprof).toBe(a.pprof);
  expect(c.pprof).toBe(a.pprof);
});

test('what is small or no gzip stays as it is', async () => {
  const parts = [partOf(new Uint8Array(gzipSync('small'))), partOf(plain)];
  const [same] = await inflateParts([parts]);
  expect(same![0]!.pprof).toBe(parts[0]!.pprof);
  expect(same![1]!.pprof).toBe(plain);
});

test.each([
  { name: 'packed', bytes: gzipSync(plain) },
  {
    name: 'in two members',
    bytes: Buffer.concat([gzipSync(plain.subarray(0, 300_000)), gzipSync(plain.subarray(300_000))]),
  },
])('an engine opens a large profile $name', async ({ bytes }) => {
  const engine = createMainThreadEngine();
  expect(await engine.open([partOf(new Uint8Array(bytes))])).toMatchObject({ total, noStack: 0 });
  engine.close();
});

test('what is damaged or far too large is refused in the words of who reads it', async () => {
  const engine = createMainThreadEngine();
  const damaged = new Uint8Array(gzipSync(plain));
  damaged[damaged.length - 6]! ^= 1;
  await expect(engine.open([partOf(damaged)])).rejects.toThrow(/^gzip: /);
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(MAX_PROFILE_BYTES + 1)));
  await expect(engine.open([partOf(bomb)])).rejects.toThrow(ProfileError);
  engine.close();
});
