import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { entriesOfZip, isZip } from './zip-entries';

const bytes = (text: string) => new TextEncoder().encode(text);
/** A time of its own: the bytes of the clock's can be those that are looked for. */
const ZIP = zipSync(
  {
    'a.txt': bytes('hello'),
    'b/c.bin': [bytes('x'.repeat(5000)), { level: 9 }],
  },
  { mtime: '2026-01-02T03:04:06' },
);

test('entries are read when they are asked for', async () => {
  const zip = entriesOfZip(ZIP);
  expect([isZip(ZIP), zip.has('a.txt'), zip.has('c')]).toEqual([true, true, false]);
  expect(new TextDecoder().decode(await zip.read('a.txt'))).toBe('hello');
  expect(await zip.read('b/c.bin')).toHaveLength(5000);
});

test('what is missing, too large, cut off or damaged is named', async () => {
  const zip = entriesOfZip(ZIP);
  await expect(zip.read('x')).rejects.toThrow('x: missing');
  await expect(zip.read('b/c.bin', 100)).rejects.toThrow('b/c.bin: inflates to 5000 bytes');
  for (const size of [2, 30, ZIP.length - 30])
    expect(() => entriesOfZip(ZIP.subarray(0, size))).toThrow('damaged, or cut off');
  const broken = ZIP.slice();
  broken.fill(0xff, ZIP.indexOf(0x2f) + 6, ZIP.indexOf(0x2f) + 20);
  await expect(entriesOfZip(broken).read('b/c.bin')).rejects.toThrow('damaged');
});

test('all of 20,000 entries are read, the directory once', { timeout: 20_000 }, async () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `profiles/${i}.pb`);
  const zip = entriesOfZip(zipSync(Object.fromEntries(names.map((name) => [name, bytes(name)]))));
  const start = performance.now();
  for (const name of names) expect(await zip.read(name)).toHaveLength(name.length);
  // A walk through the directory for each took two minutes.
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('an entry that is compressed in another way is named', async () => {
  const other = ZIP.slice();
  const view = new DataView(other.buffer);
  const central = other.findLastIndex(
    (_, at) => at + 4 <= other.length && view.getUint32(at, true) === 0x02014b50,
  );
  view.setUint16(central + 10, 93, true);
  await expect(entriesOfZip(other).read('b/c.bin')).rejects.toThrow(
    'b/c.bin: is compressed by method 93, expected deflate',
  );
});
