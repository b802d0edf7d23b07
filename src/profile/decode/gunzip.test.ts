import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { gunzipIfNeeded } from './gunzip';
import { ProfileError } from '../profile-error';

const TEXT = new TextEncoder().encode('main;serve '.repeat(50));
const ZIPPED = gzipSync(TEXT, { mtime: 0, filename: 'cpu.pb' });

function changed(change: (bytes: Uint8Array) => void): Uint8Array {
  const copy = ZIPPED.slice();
  change(copy);
  return copy;
}

const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

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
    message: 'gzip: damaged or cut off: invalid gzip data',
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
    message: `gzip: damaged or cut off: ${TEXT.length} bytes instead of the announced ${TEXT.length + 1}`,
  },
  {
    name: 'a length that no compression reaches',
    bytes: changed((bytes) => bytes.fill(255, -4)),
    message: `gzip: damaged or cut off: ${TEXT.length} bytes instead of the announced ${2 ** 32 - 1}`,
  },
])('$name', ({ bytes, message }) => {
  expect(() => gunzipIfNeeded(bytes)).toThrow(ProfileError);
  expect(() => gunzipIfNeeded(bytes)).toThrow(message);
});

test('several members are one after the other, as RFC 1952 has it', () => {
  const bytes = joined(ZIPPED, gzipSync(new Uint8Array()), gzipSync(Uint8Array.of(1, 2)), ZIPPED);
  expect(gunzipIfNeeded(bytes)).toEqual(joined(TEXT, Uint8Array.of(1, 2), TEXT));
});

test.each([
  {
    name: 'a damaged first member',
    bytes: joined(
      changed((b) => b[b.length - 8]!++),
      ZIPPED,
    ),
  },
  {
    name: 'a damaged last member',
    bytes: joined(
      ZIPPED,
      changed((b) => b[b.length - 8]!++),
    ),
  },
  { name: 'a last member cut off in its header', bytes: joined(ZIPPED, ZIPPED.subarray(0, 12)) },
  { name: 'a last member cut off', bytes: joined(ZIPPED, ZIPPED.subarray(0, -1)) },
  { name: 'something else behind it', bytes: joined(ZIPPED, TEXT) },
])('$name is an error', ({ bytes }) => {
  expect(() => gunzipIfNeeded(bytes)).toThrow(/^gzip: damaged/);
});

/** The same member again and again: gzip as small as it gets for as much as one wants. */
const zeros = (megabytes: number) => {
  const member = gzipSync(new Uint8Array(2 ** 20));
  return joined(...Array.from({ length: megabytes }, () => member));
};

test('a bomb is put out when it passes the limit', { timeout: 60_000 }, () => {
  const tooMuch = 'gzip: more than the 256 MiB allowed';
  expect(gunzipIfNeeded(zeros(3))).toHaveLength(3 * 2 ** 20);
  expect(() => gunzipIfNeeded(zeros(10_240))).toThrow(tooMuch);
  expect(() => gunzipIfNeeded(new Uint8Array(256 * 2 ** 20 + 1))).toThrow(
    'profile: more than the 256 MiB allowed',
  );
});

test('a header without an end is refused', () => {
  const bomb = new Uint8Array(2 ** 24).fill(0x61);
  bomb.set([0x1f, 0x8b, 8, 8]);
  expect(() => gunzipIfNeeded(bomb)).toThrow('gzip: a header of more than 1048576 bytes');
});

test('empty members without number are passed over', () => {
  const empty = gzipSync(new Uint8Array());
  const many = joined(...Array.from({ length: 50_000 }, () => empty), ZIPPED);
  expect(gunzipIfNeeded(many)).toEqual(TEXT);
});
