import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { CliError } from './cli-error';
import { exitCodeOf, streamOutput } from './output';

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
  const errors = collecting();
  const output = streamOutput(failing('EPIPE'), errors.stream);
  const code = await exitCodeOf(output, async () => {
    await output.stdout('answer');
    return 1;
  });
  expect([code, errors.text()]).toEqual([1, '']);
});

test('a full disk is a fault: one line, and its own code', async () => {
  const errors = collecting();
  const output = streamOutput(failing('ENOSPC'), errors.stream);
  const code = await exitCodeOf(output, async () => {
    await output.stdout('answer');
    return 0;
  });
  expect([code, errors.text()]).toEqual([3, 'parcascope: cannot write: ENOSPC\n']);
});

test('wrong input is 2, with its message alone', async () => {
  const errors = collecting();
  const code = await exitCodeOf(streamOutput(collecting().stream, errors.stream), async () => {
    throw new CliError('a.pb.gz: no such file');
  });
  expect([code, errors.text()]).toEqual([2, 'parcascope: a.pb.gz: no such file\n']);
});
