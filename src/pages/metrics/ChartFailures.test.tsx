import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { SourceError } from '#sources';
import { ChartFailures } from './ChartFailures';

const down = new SourceError({
  kind: 'server',
  source: 'Prometheus',
  detail: 'maintenance',
  status: 503,
});

/** Each answers with an error for as long as it is given one. */
function Query({ name, failure }: { name: string; failure: () => Error | undefined }) {
  const { data } = useQuery({
    queryKey: ['prometheus', 'range', name],
    queryFn: () => {
      const error = failure();
      return error ? Promise.reject(error) : Promise.resolve(name);
    },
    retry: false,
  });
  return <p>{data}</p>;
}

function show(
  failures: Readonly<Record<string, () => Error | undefined>>,
  reported: readonly Error[] = [],
) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ChartFailures reported={reported} />
      {Object.entries(failures).map(([name, failure]) => (
        <Query key={name} {...{ name, failure }} />
      ))}
    </QueryClientProvider>,
  );
}

test('a server that fails every chart is one notice, and one click asks all of it again', async () => {
  let failure: Error | undefined = down;
  show({ cpu: () => failure, memory: () => failure, up: () => undefined });
  const title = '2 of 3 questions of the charts have no answer';
  expect(await screen.findByText(title)).toBeTruthy();
  expect(screen.getByText('Prometheus (HTTP 503): maintenance')).toBeTruthy();
  failure = undefined;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('cpu')).toBeTruthy();
  expect(await screen.findByText('memory')).toBeTruthy();
  expect(screen.queryByText(title)).toBeNull();
});

test('what failed in two ways is two notices', async () => {
  const other = new SourceError({ kind: 'malformed', source: 'Prometheus', detail: 'no JSON' });
  show({ cpu: () => down, memory: () => other });
  expect(await screen.findByText('Prometheus: no JSON')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'Try again' })).toHaveLength(2);
});

test('each question has its own words for one fault of the server: one notice', async () => {
  const html = (method: string) =>
    new SourceError({ kind: 'malformed', source: 'Prometheus', detail: `${method}: HTML` });
  show({ cpu: () => html('query_range'), up: () => html('query') });
  expect(await screen.findByText('The charts have no answer')).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'Try again' })).toHaveLength(1);
});

test('what the page reports elsewhere is not repeated', async () => {
  show({ cpu: () => down, up: () => undefined }, [down]);
  expect(await screen.findByText('up')).toBeTruthy();
  expect(screen.queryByText(/have no answer/)).toBeNull();
});
