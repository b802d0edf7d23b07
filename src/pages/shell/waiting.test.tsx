import { act, fireEvent, render, screen } from '@testing-library/react';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createOpenQuestions, type OpenQuestions } from '../state/queries/open-questions';
import { useStop, useWaiting } from '../state/queries/waiting';
import { explain } from './advice';
import { WaitingNotice, WaitingStatus } from './WaitingNotice';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface Question {
  readonly key: readonly string[];
  readonly answer: (signal: AbortSignal) => Promise<unknown>;
}

function Asked({ question }: { readonly question: Question }) {
  const { error } = useQuery({
    queryKey: question.key,
    queryFn: ({ signal }) => question.answer(signal),
    retry: false,
  });
  return error && <p role="alert">{explain(error).facts}</p>;
}

const shorten = vi.fn();

function Frame({ questions }: { readonly questions?: OpenQuestions }) {
  const waiting = useWaiting(questions);
  const stop = useStop();
  return (
    <>
      <p data-testid="status">{waiting && <WaitingStatus waiting={waiting} />}</p>
      <WaitingNotice
        waiting={waiting}
        shorten={{ to: 300_000, onClick: shorten }}
        onStop={({ server }) => stop(server)}
      />
    </>
  );
}

function show(...questions: readonly Question[]) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Frame />
      {questions.map((question) => (
        <Asked key={question.key.join()} question={question} />
      ))}
    </QueryClientProvider>,
  );
}

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const status = () => screen.getByTestId('status').textContent;
const never = () => new Promise(() => undefined);
/** As `fetch` does. */
const untilAborted = (signal: AbortSignal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

test('after two seconds it says what a server is asked, and counts on', async () => {
  show({ key: ['parca', 'profile'], answer: never }, { key: ['parca', 'series'], answer: never });
  await pass(1900);
  expect(status()).toBe('');
  await pass(200);
  expect(status()).toBe('· waiting for Parca: profile, timeline, 2 s');
  await pass(5000);
  expect(status()).toContain('7 s');
  expect(screen.queryByRole('button')).toBeNull();
});

test('an answer ends it; what is asked of a worker is nobody’s wait', async () => {
  let answer: (value: string) => void = () => undefined;
  const question = () => new Promise((resolve) => (answer = resolve));
  show({ key: ['prometheus', 'range'], answer: question }, { key: ['view'], answer: never });
  await pass(3000);
  expect(status()).toContain('Prometheus: metrics, 3 s');
  answer('here');
  await pass(10);
  expect(status()).toBe('');
});

test('after ten seconds one can stop, or ask for less', async () => {
  show(
    { key: ['parca', 'profile'], answer: untilAborted },
    { key: ['prometheus', 'range'], answer: never },
  );
  await pass(10_500);
  expect(screen.getByText('Parca is slow to answer: profile')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Shorten to 5 min' }));
  expect(shorten).toHaveBeenCalledOnce();
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  await pass(10);
  expect(screen.getByRole('alert').textContent).toBe('Stopped before there was an answer.');
  // The other server is still waited for.
  expect(status()).toContain('Prometheus: metrics');
});

test('what a page asks past the cache is waited for too, each question from when it was asked', async () => {
  const questions = createOpenQuestions();
  let answer: (value: readonly string[]) => void = () => undefined;
  const source = questions.watch(
    { fetch: () => new Promise((resolve) => (answer = resolve)) },
    { server: 'Parca', words: { fetch: 'slices' } },
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Frame questions={questions} />
    </QueryClientProvider>,
  );
  for (let i = 0; i < 5; i++) {
    const asked = source.fetch();
    await pass(1500);
    expect(status()).toBe('');
    answer([`slice ${i}`]);
    expect(await asked).toEqual([`slice ${i}`]);
  }
  void source.fetch();
  await pass(2500);
  expect(status()).toBe('· waiting for Parca: slices, 2 s');
  await pass(8000);
  expect(screen.getByText('Parca is slow to answer: slices')).toBeTruthy();
});
