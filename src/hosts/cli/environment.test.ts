import { expect, test } from 'vitest';
import { processEnvironment } from './environment';

test('a signal is heard until what it would stop is over', () => {
  const { onStop } = processEnvironment(process.cwd());
  const listening = () => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');
  const before = listening();
  const over = new AbortController();
  let stops = 0;
  onStop(() => stops++, over.signal);
  expect(listening()).toBe(before + 2);
  process.emit('SIGINT');
  expect(stops).toBe(1);
  over.abort();
  expect(listening()).toBe(before);
});
