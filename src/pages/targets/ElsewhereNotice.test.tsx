import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReplay, openArchive, type Archive, type Replay } from '#archive';
import { TargetsOf } from './queries/targets-of.fixture';
import { setUpCombobox } from '../../../tests/support/combobox-setup';

const PATIENCE = { timeout: 20_000 };

let archive: Archive;
let replay: Replay;
beforeAll(async () => {
  setUpCombobox();
  archive = await openArchive('public/demo.zip');
  replay = createReplay(archive);
});
afterAll(() => archive.close());

test('a range without a profile says when there are some, and leads there', async () => {
  const later = archive.manifest.end.getTime() + 3_600_000;
  const search = `?from=${later}&to=${later + 3_600_000}`;
  render(
    <TargetsOf
      recorded={{ ...archive.manifest, ...replay }}
      given={{ search }}
      onMove={() => undefined}
    />,
  );
  await screen.findByRole('row', { name: /shop-k8s\/1/ }, PATIENCE);
  expect(
    await screen.findByText(/No profiles of any target in .* There are some, Nov 21/, {}, PATIENCE),
  ).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /^Show Nov 21/ }));
  await screen.findByRole('button', { name: '4 profiling' }, PATIENCE);
  expect(screen.queryByText(/No profiles of any target/)).toBeNull();
}, 60_000);
