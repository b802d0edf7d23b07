import { afterEach, expect, test, vi } from 'vitest';
import type { Executor } from './executor';
import { JobQueue } from './job-queue';

afterEach(() => void vi.useRealTimers());

/** Only what the queue itself asks of it. */
function executor(): Executor & { readonly terminate: ReturnType<typeof vi.fn> } {
  return { ready: async () => {}, terminate: vi.fn(), broken: false } as never;
}

/** Work that has begun and does not end. */
function endless(queue: JobQueue, signal: AbortSignal) {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const answer = queue.submit(
    'cut',
    () => {
      begin();
      return new Promise<never>(() => {});
    },
    signal,
  );
  return { begun, answer };
}

test('an aborted call is answered at once, whatever its worker is at, which is stopped later', async () => {
  vi.useFakeTimers();
  const [first, second] = [executor(), executor()];
  const connect = vi.fn<() => Promise<Executor>>();
  connect.mockResolvedValueOnce(first).mockResolvedValueOnce(second);
  const queue = new JobQueue(connect);
  const controller = new AbortController();
  const { begun, answer } = endless(queue, controller.signal);
  const next = queue.submit('read', async (on) => on);
  await begun;
  controller.abort();
  // No timer has run: the answer waits for none.
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  expect(first.terminate).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(await next).toBe(second);
  expect(first.terminate).toHaveBeenCalledOnce();
});

test('what is worked on is told, from the first call to the last', async () => {
  vi.useFakeTimers();
  const queue = new JobQueue(async () => executor());
  const steps: unknown[] = [];
  const leave = queue.onWork((step) => steps.push(step));
  await queue.submit('read', async () => {});
  const controller = new AbortController();
  const { begun, answer } = endless(queue, controller.signal);
  await begun;
  expect(steps).toEqual([undefined, 'read', undefined, 'cut']);
  controller.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  await vi.advanceTimersByTimeAsync(200);
  expect(steps.at(-1)).toBeUndefined();
  leave();
  const count = steps.length;
  await queue.submit('search', async () => {});
  expect(steps).toHaveLength(count);
});
