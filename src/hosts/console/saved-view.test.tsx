import { Blob, File } from 'node:buffer';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openArchive, type Archive } from '#archive';
import { createReplay, createReplayTransport, entriesOfZip, readArchive } from '#replay';
import { parseSelector } from '#series';
import { createParcaSource, createPrometheusSource } from '#sources';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { answersFrom, openConsole } from './recorded-console.fixture';

/* Saving without a browser: the console on the demo archive, what it saves, and the console on that. */

const PATIENCE = { timeout: 60_000 };
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const UNIT = '{juju_unit="shop-k8s/1"}';
const BEFORE = { start: 1795220280000, end: 1795220580000 };
const AFTER = { start: 1795220760000, end: 1795221060000 };
const spanOf = ({ start, end }: typeof BEFORE) => `${start}-${end}`;

let demo: Archive;
let served: Archive;
beforeAll(async () => {
  setUpCombobox();
  demo = await openArchive('public/demo.zip');
});
afterAll(() => demo.close());

/** Every request, answered by an archive after `held`. */
let held: () => Promise<void>;
let saved: { readonly name: string; readonly blob: Blob } | undefined;
beforeEach(() => {
  served = demo;
  held = async () => undefined;
  saved = undefined;
  vi.stubGlobal(
    'fetch',
    answersFrom({ replay: () => createReplay(served), before: () => held().then(() => undefined) }),
  );
  vi.stubGlobal('Blob', Blob);
  let given: Blob;
  URL.createObjectURL = (blob) => ((given = blob as unknown as Blob), 'blob:');
  URL.revokeObjectURL = () => undefined;
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click');
  click.mockImplementation(function (this: HTMLAnchorElement) {
    saved = { name: this.download, blob: given };
  });
  return () => {
    click.mockRestore();
    vi.unstubAllGlobals();
  };
});

const open = (page: 'profile' | 'compare', params: Record<string, string>) =>
  openConsole(demo, { page, params });

const answerText = async () => {
  await screen.findByText(/functions more than noise, in 20 and 20 slices/, undefined, PATIENCE);
  return screen.getByRole('region', { name: 'Answer' }).textContent;
};

async function save(label: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Export' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: new RegExp(`^${label}`) }));
}

function drop(file: File): void {
  const dataTransfer = { types: ['Files'], files: [file] };
  fireEvent(window, Object.assign(new Event('drop', { cancelable: true }), { dataTransfer }));
}

const sourcesOf = (archive: Archive) => {
  const transport = createReplayTransport(createReplay(archive));
  return {
    profiles: createParcaSource({ transport, now: () => Date.now() }),
    metrics: createPrometheusSource({ transport }),
  };
};

test('a saved comparison has the totals, the metrics and the answer of the page, and nothing else', async () => {
  open('compare', {
    ...{ type: CPU, baseline: UNIT, comparison: UNIT, search: 'pricing.Quote' },
    ...{ baselineWindow: spanOf(BEFORE), comparisonWindow: spanOf(AFTER) },
  });
  const text = await answerText();
  await waitFor(
    () => expect(screen.getByRole('region', { name: 'Timeline' }).dataset['state']).toBe('idle'),
    PATIENCE,
  );
  await save('Save this comparison');
  const said = await screen.findByText(/^(Saved|Not saved)/, {}, PATIENCE);
  // 20 a side and, of the time before the baseline, which the self-check takes, the 16 that were recorded.
  expect(said.textContent).toBe(
    'Saved cpu_shop-k8s-1_20261121T001800Z.zip: 56 profiles, 7 metrics',
  );
  const bytes = new Uint8Array(await saved!.blob.arrayBuffer());
  const archive = await readArchive(entriesOfZip(bytes));

  const before = sourcesOf(demo);
  const after = sourcesOf(archive);
  for (const window of [BEFORE, AFTER]) {
    const selector = parseSelector(`${CPU}${UNIT}`);
    const [had, has] = await Promise.all([
      before.profiles.fetchProfile(selector, window),
      after.profiles.fetchProfile(selector, window),
    ]);
    expect(has.scrapes).toEqual(had.scrapes);
    expect(has.parts.map(({ total }) => total)).toEqual(had.parts.map(({ total }) => total));
  }
  const { start, end } = demo.manifest;
  const ofRange = archive.metrics.queries.filter(
    ({ step, series }) => step !== 0 && series.length > 0,
  );
  expect(ofRange.length).toBeGreaterThan(4);
  for (const { query, step = 0 } of ofRange) {
    const question = {
      ...{ query, step: step * 1000 },
      range: { start: start.getTime(), end: end.getTime() },
    };
    const has = await after.metrics.fetchRange(question);
    expect(has).toEqual(await before.metrics.fetchRange(question));
    expect(has.series.length, query).toBeGreaterThan(0);
  }
  expect(new Set(archive.manifest.profiles.map(({ type }) => type))).toEqual(new Set([CPU]));
  expect(archive.manifest.profiles.filter(({ file }) => file !== '')).toHaveLength(56);

  cleanup();
  held = () => Promise.reject(new Error('closed'));
  open('profile', { type: CPU, profile: UNIT });
  drop(new File([bytes], saved!.name));
  expect(await answerText()).toBe(text);
}, 400_000);

test('saving says how far it is and can be stopped; what fails is said, and nothing is saved', async () => {
  open('profile', {
    ...{ type: CPU, profile: UNIT, profileWindow: spanOf(BEFORE) },
    search: 'pricing.Quote',
  });
  await screen.findByRole('button', { name: 'shop/pricing.Quote' }, PATIENCE);
  held = () => new Promise(() => undefined);
  await save('Save this profile');
  await userEvent.click(await screen.findByRole('button', { name: 'Stop saving' }, PATIENCE));
  expect(screen.getByRole('button', { name: 'Export' })).toBeTruthy();

  held = () => Promise.reject(new TypeError('closed'));
  await save('Save this profile');
  const alert = await screen.findByText(/^Not saved: /, {}, PATIENCE);
  expect(alert.textContent).toMatch(/^Not saved: Parca: .*closed/);
  expect(saved).toBeUndefined();

  held = async () => undefined;
  await save('Save this profile');
  await screen.findByText(/^Saved cpu_.*\.zip: 20 profiles, \d+ metrics$/, {}, PATIENCE);
  expect(saved!.name).toBe('cpu_shop-k8s-1_20261121T001800Z.zip');
}, 400_000);
