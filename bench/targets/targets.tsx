import { createTheme, ThemeContext } from '@grafana/data';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { DEFAULT_ALIASES } from '#series';
import { createMainThreadEngine } from '#engine';
import { PagesRoot, type Host } from '#pages';
import { metricPanels } from '#targets';
import { createParcaSource } from '#sources';
import { paintedOnce } from '../painted';
import { createGeneratedParca } from './generated-parca';

/** What is measured of the page, in milliseconds. */
interface TargetsFigures {
  /** From the start to the first frame that has rows. */
  readonly firstRows: number;
  /** To the first one that has their CPU. */
  readonly firstValues: number;
  /** To everything being answered and drawn. */
  readonly settled: number;
  /** From a key in the search box to the frame that shows its letter; median of several. */
  readonly letter: number;
  /** To the frame that shows the rows that fit; median of several. */
  readonly filter: number;
  /** Longest frame while 20,000 px are scrolled. */
  readonly scroll: number;
  /** Rows in the document after that. */
  readonly rows: number;
}

declare global {
  interface Window {
    benchTargets: () => Promise<TargetsFigures>;
  }
}

const now = Date.now();
const parca = createGeneratedParca(now);
const profiles = createParcaSource({ transport: parca.transport, now: () => now });
const engine = createMainThreadEngine();

function App() {
  const [location, setLocation] = useState({ path: 'targets', search: '' });
  const [host] = useState<Host>(() => ({
    profiles,
    metrics: undefined,
    engine,
    metricPanels,
    targetAliases: DEFAULT_ALIASES,
    source: 'generated',
    frozen: false,
    defaultRange: { from: 'now-1h', to: 'now' },
    navigate: setLocation,
    linkTo: ({ path, search }) => path + search,
    now: () => now,
    defaultTimeZone: 'utc',
  }));
  return <PagesRoot host={host} location={location} />;
}

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
const rows = () => all('[role="row"][data-index]');

window.benchTargets = async () => {
  const start = performance.now();
  const since = (time: number) => time - start - parca.spent();
  createRoot(document.querySelector('#page')!).render(
    <ThemeContext.Provider value={createTheme()}>
      <App />
    </ThemeContext.Provider>,
  );
  const firstRows = since(await paintedOnce(() => rows().length > 1));
  const firstValues = since(await paintedOnce(() => all('[data-column="cpu"] svg').length > 1));
  const isSettled = () => !document.body.textContent!.includes('loading …');
  const settled = since(await paintedOnce(isSettled));
  // The last question, how old the oldest profile is, comes when all is drawn.
  await paintedOnce(() => document.body.textContent!.includes('oldest profile'));
  return { firstRows, firstValues, settled, ...(await filter()), ...(await scroll()) };
};

/** What is typed one after the other: all, one application, one unit, and back. */
const SEARCHES = ['app-', 'app-1', 'app-', 'app-2/3', 'app-', 'app-24', 'app-'];

async function filter(): Promise<Pick<TargetsFigures, 'letter' | 'filter'>> {
  const input = document.querySelector<HTMLInputElement>('input[type="text"], input:not([type])')!;
  const tree = document.querySelector<HTMLElement>('[role="treegrid"]')!;
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
  const [letters, rowsThatFit]: [number[], number[]] = [[], []];
  for (const text of SEARCHES) {
    const before = tree.ariaRowCount;
    const start = performance.now();
    setter.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    letters.push((await paintedOnce(() => true)) - start);
    rowsThatFit.push((await paintedOnce(() => tree.ariaRowCount !== before)) - start);
    // The link takes up what was typed; the next word comes after that.
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  return { letter: median(letters), filter: median(rowsThatFit) };
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function scroll(): Promise<Pick<TargetsFigures, 'scroll' | 'rows'>> {
  const scroller = document.querySelector<HTMLElement>('[role="treegrid"]')!;
  let longest = 0;
  let last = performance.now();
  for (let top = 0; top <= 20_000; top += 200) {
    scroller.scrollTop = top;
    await new Promise(requestAnimationFrame);
    const time = performance.now();
    longest = Math.max(longest, time - last);
    last = time;
  }
  return { scroll: longest, rows: rows().length };
}
