import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { SourceError, type ProfileSource } from '#sources';
import { PageNotices } from '../../shell/PageNotices';
import { HostContext, type Host } from '../host';

const RANGE = { start: 0, end: 60_000 };
const DOWN = new SourceError({
  kind: 'server',
  source: 'Second',
  status: 502,
  detail: 'bad gateway',
});

function show(ask: () => Promise<readonly []>, reported: readonly Error[] = []) {
  const second = { fetchProfileTypes: ask } as Pick<ProfileSource, 'fetchProfileTypes'>;
  const host = {
    profiles: {
      server: { name: 'Parca' },
      datasources: ['First', 'Second'],
      sourceOf: (name: string) => (name === 'Second' ? second : undefined),
    },
  } as unknown as Host;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const raw = { from: '0', to: '60000' };
  render(
    <QueryClientProvider client={client}>
      <HostContext.Provider value={host}>
        <PageNotices
          problems={[]}
          pageRange={{ range: RANGE, raw, understood: true } as never}
          selection={{ failed: undefined }}
          notices={[]}
          reported={reported}
        />
      </HostContext.Provider>
    </QueryClientProvider>,
  );
  return client;
}

test('a second server that does not answer is named, until it does', async () => {
  let isDown = true;
  show(() => (isDown ? Promise.reject(DOWN) : Promise.resolve([])));
  const notice = await screen.findByText(/^Second did not answer: what only it has is missing/);
  expect(notice.closest('[role=status]')!.textContent).toContain('Second (HTTP 502): bad gateway');
  isDown = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByText(/did not answer/)).toBeNull());
});

test('what the page says elsewhere is not said twice', async () => {
  const client = show(() => Promise.reject(DOWN), [DOWN]);
  await waitFor(() => expect(client.isFetching()).toBe(0));
  expect(screen.queryByText(/did not answer/)).toBeNull();
});
