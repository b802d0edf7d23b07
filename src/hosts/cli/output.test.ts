import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { shortestTime } from '../../../tests/support/shortest-time';
import { OutputError, streamOutput, withoutCredentials } from './output';

function failing(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
  });
}

function collecting(): { stream: Writable; text: () => string } {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { stream, text: () => text };
}

test('a reader that has gone is no failure', async () => {
  const output = streamOutput(failing('EPIPE'), collecting().stream);
  await expect(output.stdout('answer')).resolves.toBeUndefined();
});

test('an answer that cannot be written is a fault', async () => {
  const output = streamOutput(failing('ENOSPC'), collecting().stream);
  await expect(output.stdout('answer')).rejects.toEqual(new OutputError('cannot write: ENOSPC'));
});

test('a complaint that cannot be written has no other place', async () => {
  const output = streamOutput(collecting().stream, failing('ENOSPC'));
  await expect(output.stderr('complaint')).resolves.toBeUndefined();
});

test.each([
  ['http://bob:secret@host:80/x?a=b@c', 'http://…@c'],
  ['--parca http://bob:secret@host', '--parca http://…@host'],
  ['bob:secret@host', '…@host'],
  ['path/bob:secret@host', 'path/…@host'],
  ['"http://bob:s/e@host"', '"http://…@host"'],
  ['http://bob@host', '…@host'],
  ['URL=http://bob:secret@host', '…@host'],
  ['a:b c@d', 'a:b c@d'],
  ['http://host:80/x', 'http://host:80/x'],
])('%s is printed as %s', (text, printed) => {
  expect(withoutCredentials(text)).toBe(printed);
});

test.each([':', 'a:', '@:', '/:', 'a://'])(
  '%s a hundred thousand times is no work',
  async (part) => {
    const text = part.repeat(100_000);
    expect(await shortestTime(() => withoutCredentials(text), 50)).toBeLessThan(50);
  },
);
