import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { gunzipIfNeeded } from './gunzip';
import { ProfileError } from './profile-error';

const TEXT = new TextEncoder().encode('main;serve '.repeat(50));
const ZIPPED = gzipSync(TEXT, { mtime: 0, filename: 'cpu.pb' });

function changed(change: (bytes: Uint8Array) => void): Uint8Array {
  const copy = ZIPPED.slice();
  change(copy);
  return copy;
}

test('gzip is unpacked, anything else is left alone', () => {
  expect(gunzipIfNeeded(ZIPPED)).toEqual(TEXT);
  expect(gunzipIfNeeded(TEXT)).toBe(TEXT);
  expect(gunzipIfNeeded(gzipSync(new Uint8Array()))).toHaveLength(0);
});

test.each([
  { name: 'cut off at once', bytes: ZIPPED.subarray(0, 9), message: 'gzip: cut off in its header' },
  {
    name: 'cut off later',
    bytes: ZIPPED.subarray(0, -20),
    message: /^gzip: damaged/,
  },
  {
    name: 'another method than deflate',
    bytes: changed((bytes) => (bytes[2] = 7)),
    message: 'gzip: damaged: invalid gzip data',
  },
  {
    name: 'a wrong checksum',
    bytes: changed((bytes) => bytes[bytes.length - 8]!++),
    message: 'gzip: damaged: the checksum does not fit',
  },
  {
    name: 'a length that is too small',
    bytes: changed((bytes) => bytes[bytes.length - 4]!--),
    message: /^gzip: damaged/,
  },
  {
    name: 'a length that is too large',
    bytes: changed((bytes) => bytes[bytes.length - 4]!++),
    message: `gzip: damaged: ${TEXT.length} bytes instead of the announced ${TEXT.length + 1}`,
  },
  {
    name: 'a length that no compression reaches',
    bytes: changed((bytes) => bytes.fill(255, -4)),
    message: 'gzip: damaged or cut off: its length field cannot be right',
  },
])('$name', ({ bytes, message }) => {
  expect(() => gunzipIfNeeded(bytes)).toThrow(ProfileError);
  expect(() => gunzipIfNeeded(bytes)).toThrow(message);
});

test('more than a gigabyte is refused before memory is asked for', () => {
  const bomb = new Uint8Array(2 ** 21);
  bomb.set([0x1f, 0x8b, 8]);
  new DataView(bomb.buffer).setUint32(bomb.length - 4, 2 ** 30 + 1, true);
  expect(() => gunzipIfNeeded(bomb)).toThrow(
    'gzip: holds 1073741825 bytes, more than the 1073741824 allowed',
  );
});
