import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { buildTopTable, treeFromFolded } from '#profile';
import type { Annotation } from '#targets';
import { CallTreeTable } from './call-tree/CallTreeTable';
import { buildDescriber } from './flame-graph/describe';
import { colourByPackage } from './flame-graph/colour/colour-scheme';
import { FlameGraph } from './flame-graph/FlameGraph';
import { KEY_PLACES, type KeyPlace, type Stroke } from './keys/key-places';
import { KeysHelp } from './keys/KeysHelp';
import { Timeline } from './metrics/Timeline';
import type { TimelineWindow } from './metrics/timeline-types';
import { madeTarget, NOW, treeFrom } from './targets/targets.fixture';
import { linesOf, type TreeLine } from './targets/table/tree-lines';
import { TargetsTable } from './targets/table/TargetsTable';
import { defaultSort } from './top-table/table-columns';
import { TopTable } from './top-table/TopTable';

/* The list of keys is true: in its place, each listed key does something. */

const did = vi.fn();
beforeEach(() => {
  did.mockClear();
  return () => vi.restoreAllMocks();
});

const range = { start: NOW - 3_600_000, end: NOW };
const times = Array.from({ length: 61 }, (_, i) => range.start + i * 60_000);
const series = [{ label: 'shop/0', times, values: times.map((_, i) => i) }];
const mark = (place: number): Annotation => ({
  ...{ time: times[place]!, kind: 'restart', text: 'restarted', labels: {} },
});
const MIDDLE = times[30]!;

/** jsdom lays nothing out, and charts without a width have no place for annotations and edges. */
function renderCharts(windows: readonly TimelineWindow[]): void {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  render(<Charts windows={windows} />);
}

function Charts({ windows }: { readonly windows: readonly TimelineWindow[] }) {
  const [cursor, setCursor] = useState<number | undefined>(MIDDLE);
  return (
    <Timeline
      charts={[
        {
          ...{ id: 'a', title: 'CPU', unit: 'cores', height: 50 },
          state: { kind: 'ready', series, warnings: [] },
        },
      ]}
      range={range}
      cursor={cursor}
      onCursorChange={(time) => setCursor(time ?? MIDDLE)}
      windows={windows}
      annotations={[mark(10), mark(30), mark(50)]}
      onSelectWindow={did}
      onZoom={did}
      onZoomOut={did}
      onClearWindow={did}
      onPickTime={did}
      onPickAnnotation={did}
    />
  );
}
const WINDOW: TimelineWindow = {
  ...{ kind: 'window', label: 'Window' },
  range: { start: MIDDLE, end: times[58]! },
};

const TREE = treeFromFolded(['a;b;c 10', 'a;b;d 30', 'a;b;e 20', 'f 5']);
const NODES = Object.fromEntries(
  ['b', 'd'].map((name) => [
    name,
    [...TREE.frame].findIndex((row) => row >= 0 && TREE.frames.functionName[row] === name),
  ]),
);

function Graph({ at, focused }: { readonly at: string; readonly focused: boolean }) {
  const [selected, setSelected] = useState(NODES[at]!);
  const [focus, setFocus] = useState(focused ? NODES[at]! : 0);
  return (
    <FlameGraph
      tree={TREE}
      widths={TREE.columns[0]!.total}
      colour={colourByPackage(TREE)}
      focus={focus}
      onFocus={(node) => (did(node), setFocus(node))}
      selected={selected}
      onSelect={setSelected}
      describe={buildDescriber(TREE, { unit: 'count' })}
      onCommand={did}
    />
  );
}

const MANY = treeFromFolded(Array.from({ length: 5 }, (_, i) => `f${i} ${i + 1}`));

function Table() {
  const table = buildTopTable(MANY, 'function');
  return (
    <TopTable
      table={table}
      unit="count"
      magnitudes={[MANY.columns[0]!.total[0]!]}
      sort={defaultSort(table)}
      onSort={did}
      onCommand={did}
      onSelect={did}
    />
  );
}

function Calls({ focused }: { readonly focused: boolean }) {
  const [focus, setFocus] = useState(focused ? NODES['b']! : 0);
  return (
    <CallTreeTable
      tree={TREE}
      table={buildTopTable(TREE, 'function')}
      unit="count"
      magnitudes={[TREE.columns[0]!.total[0]!]}
      focus={focus}
      onFocus={setFocus}
      usual={{ key: 'total', descending: true }}
      onSort={did}
      onSelect={did}
      onCommand={did}
    />
  );
}

const targets = Array.from({ length: 4 }, (_, i) =>
  madeTarget({ unit: `${i < 2 ? 'cart' : 'shop'}/${i}`, address: `10.0.0.${i}:80` }),
);

function Tree() {
  const [closed, setClosed] = useState<readonly string[]>([]);
  const lines = linesOf(treeFrom(targets).roots, {
    order: 'name',
    cost: () => undefined,
    isOpen: ({ id }) => !closed.includes(id),
  });
  return (
    <TargetsTable
      lines={lines}
      order="name"
      onOrder={did}
      trendsOf={() => ({ cpu: undefined, memory: undefined })}
      isPending={false}
      notes={{ cpu: '', memory: '' }}
      heightPx={200}
      opened=""
      chosen={[]}
      stale={false}
      actions={{
        now: () => NOW,
        hasProfile: () => false,
        onProfile: did,
        onOddUnit: did,
        onMenu: did,
        hasUnits: ({ node }) => node?.kind === 'application',
        onChoose: did,
        onActivate: ({ id }: TreeLine) => (did(id), setClosed((all) => [...all, id])),
      }}
    />
  );
}

const first = (selector: string) => document.querySelector<HTMLElement>(selector)!;
const keysOf = ({ key, shift = false }: Stroke) => {
  const name = key.length === 1 ? key : `{${key}}`;
  return shift && key.length > 1 ? `{Shift>}${name}{/Shift}` : name;
};

/** Draws a place and brings the focus to where its keys have somewhere to go; per key what has to come before it. */
const PREPARE: Record<KeyPlace['id'], (stroke: Stroke) => Promise<void>> = {
  page: async ({ key }) => {
    render(
      <KeysHelp everywhere places={[]}>
        <button type="button">one</button>
        <button type="button">two</button>
        <button type="button">three</button>
      </KeysHelp>,
    );
    screen.getByRole('button', { name: 'two' }).focus();
    if (key === 'Escape') await userEvent.keyboard('?');
  },
  timeline: async ({ key }) => {
    renderCharts([]);
    screen.getByRole('slider', { name: 'Time cursor' }).focus();
    await userEvent.keyboard(key === 'z' ? '{Enter}{ArrowRight}' : '{ArrowLeft}{ArrowRight}');
  },
  edge: async () => {
    renderCharts([WINDOW]);
    screen.getByRole('slider', { name: 'Window, start' }).focus();
  },
  annotations: async () => {
    renderCharts([]);
    first('[data-annotation="0"]').focus();
    await userEvent.keyboard('{ArrowRight}');
  },
  graph: async ({ key }) => {
    const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
    render(<Graph at={sideways ? 'd' : 'b'} focused={key === 'Escape' || key === 'Backspace'} />);
    screen.getByRole('treegrid').focus();
  },
  table: async () => {
    render(<Table />);
    first('[data-index]').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  },
  tree: async ({ key }) => {
    render(<Calls focused={key === 'Escape'} />);
    first('[data-index="1"]').focus();
    // What is opened has to be closed before.
    if (key === 'e' || key === 'ArrowRight') await userEvent.keyboard('{ArrowLeft}');
  },
  targets: async ({ key }) => {
    render(<Tree />);
    first('[data-index="0"]').focus();
    await userEvent.keyboard(key === ' ' ? '{End}' : '{ArrowDown}');
  },
};

const TOLD = /^(role|aria-|data-|tabindex|value)/;

/** All that the user, or the page around, would notice; not pictures, which come when they are loaded. */
function noticed(): string {
  const { activeElement, body } = document;
  const told = [...body.querySelectorAll('*')]
    .filter((element) => !element.closest('svg, [aria-hidden="true"]'))
    .flatMap(({ attributes }) => [...attributes].filter(({ name }) => TOLD.test(name)))
    .map(({ name, value }) => `${name}=${value}`);
  const place = [...body.querySelectorAll('[tabindex], a, button, input')].indexOf(activeElement!);
  return JSON.stringify([did.mock.calls.length, place, body.textContent, told]);
}

async function doesSomething(place: KeyPlace, stroke: Stroke): Promise<boolean> {
  await PREPARE[place.id](stroke);
  const before = noticed();
  await userEvent.keyboard(keysOf(stroke));
  const after = noticed();
  cleanup();
  return after !== before;
}

test.each(KEY_PLACES)(
  '$title: every listed key does something',
  async (place) => {
    const idle = [];
    for (const stroke of place.lines.flatMap(({ strokes }) => strokes))
      if (!(await doesSomething(place, stroke))) idle.push(stroke);
    expect(idle).toEqual([]);
  },
  30_000,
);

test.each(KEY_PLACES)('$title: a key that is not listed does nothing', async (place) => {
  expect(await doesSomething(place, { key: 'q' })).toBe(false);
});
