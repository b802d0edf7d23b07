import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { entriesOfZip, isZip } from './zip-entries';

const bytes = (text: string) => new TextEncoder().encode(text);
const ZIP = zipSync({
  'a.txt': bytes('hello'),
  'b/c.bin': [bytes('x'.repeat(5000)), { level: 9 }],
});

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
