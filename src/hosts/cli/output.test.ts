import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { OutputError, streamOutput } from './output';

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
