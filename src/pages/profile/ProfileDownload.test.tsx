import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { createMainThreadEngine, type Engine } from '#engine';
import { decodePprof, encodePprof, foldTree, treeFromFolded } from '#profile';
import { coverageOf, parseProfileType, type Scrape } from '#series';
import { HostContext, type Host } from '../state/host';
import type { LoadedProfile } from '../state/queries/queries';
import { ProfileDownload } from './ProfileDownload';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const START = Date.parse('2026-11-21T06:00:00Z');
const STACKS = ['main;a 120', 'main;b 80'];
const SECOND = 1_000_000_000n;

let saved: { name: string; blob: Blob }[];
beforeEach(() => {
  // As on https and on localhost; elsewhere the browser has no clipboard to write to.
  vi.stubGlobal('isSecureContext', true);
  saved = [];
  const blobs: Blob[] = [];
  // jsdom has neither.
  URL.createObjectURL = (blob) => `blob:${blobs.push(blob as Blob)}`;
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, blob: blobs.at(-1)! });
  });
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  };
});

const scrapes: readonly Scrape[] = [0, 1, 2, 3].map((i) => ({
  labels: { juju_unit: 'shop-k8s/1' },
  timestamp: BigInt(START) * 1_000_000n + BigInt(i) * 15n * SECOND,
  duration: 15n * SECOND,
  value: 50,
}));

async function loadedIn(engine: Engine, of: readonly Scrape[]): Promise<LoadedProfile> {
  const tree = treeFromFolded(STACKS);
  const pprof = encodePprof(tree, {
    sampleType: { type: 'cpu', unit: 'nanoseconds' },
    periodType: { type: 'cpu', unit: 'nanoseconds' },
    timeNanos: 0n,
    durationNanos: 0n,
  });
  const parts = of.length === 0 ? [] : [{ pprof, total: 200, weight: 1 }];
  const fetched = { range: { start: START, end: START + 60_000 }, scrapes: of, interval: 15_000 };
  return {
    ...(await engine.open(parts)),
    selector: {
      profileType: CPU,
      matchers: [{ name: 'juju_unit', op: '=', value: 'shop-k8s/1' }],
    },
    fetched,
    coverage: coverageOf(fetched),
    bytes: 0,
  };
}

async function show(of: readonly Scrape[]) {
  const engine = createMainThreadEngine();
  const loaded = await loadedIn(engine, of);
  const { rerender } = render(<ProfileDownload loaded={loaded} />, {
    wrapper: ({ children }) => (
      <HostContext.Provider value={{ engine } as Partial<Host> as Host}>
        {children}
      </HostContext.Provider>
    ),
  });
  return { engine, rerender };
}

const button = () => screen.queryByRole('button', { name: 'Download pprof' });
const command = () => screen.findByText(/^go tool pprof/);

test('the profile is a file that pprof reads, with its time, and the line that opens it', async () => {
  await show(scrapes);
  const user = userEvent.setup();
  await user.click(button()!);
  const name = 'shop-k8s-1_process-cpu_cpu_20261121T060000Z.pb.gz';
  expect((await command()).textContent).toBe(`go tool pprof -http=: ${name}`);
  await user.click(screen.getByRole('button', { name: 'Copy go tool pprof command' }));
  expect(await navigator.clipboard.readText()).toBe(`go tool pprof -http=: ${name}`);
  expect(saved.map((file) => file.name)).toEqual([name]);
  const bytes = await bytesOf(saved[0]!.blob);
  const decoded = decodePprof(new Uint8Array(bytes));
  expect(foldTree(decoded.tree)).toEqual(foldTree(treeFromFolded(STACKS)));
  expect(decoded).toMatchObject({
    timeNanos: BigInt(START) * 1_000_000n,
    durationNanos: 60n * SECOND,
  });
});

test('the line is of the profile that was saved, not of the next one', async () => {
  const { engine, rerender } = await show(scrapes);
  await userEvent.click(button()!);
  await command();
  rerender(<ProfileDownload loaded={await loadedIn(engine, scrapes.slice(1))} />);
  expect(screen.queryByText(/^go tool pprof/)).toBeNull();
  expect(button()).toBeTruthy();
});

test('of nothing there is no file', async () => {
  await show([]);
  expect(button()).toBeNull();
});

function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(blob);
  });
}
