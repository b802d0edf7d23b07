// Asks a console as fifty browsers do, and prints what came of it as JSON. Arguments: the console's URL, clients, seconds.
import { setTimeout as wait } from 'node:timers/promises';
import { parseProfileType } from '#series';
import {
  createFetchTransport,
  createParcaSource,
  createPrometheusSource,
  SourceError,
} from '#sources';
import { consoleConfigSchema } from '../../src/hosts/console-config';

const [url = '', clients = '50', seconds = '60'] = process.argv.slice(2);
const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const GOROUTINE = parseProfileType('goroutine:goroutine:count:goroutine:count');
/** Of the questions, how many are left before they are answered. */
const LEFT = 0.1;

const config = consoleConfigSchema.parse(await (await fetch(`${url}/config.json`)).json());
const recorded = config.range ?? {
  start: Date.parse('2026-11-21T00:14:00Z'),
  end: Date.parse('2026-11-21T00:34:00Z'),
};
const parca = createParcaSource({
  transport: createFetchTransport({ baseUrl: `${url}/parca`, fetch, source: 'Parca' }),
  now: () => recorded.end,
});
const prometheus = createPrometheusSource({
  transport: createFetchTransport({ baseUrl: `${url}/prometheus`, fetch, source: 'Prometheus' }),
});

const random = (below: number) => Math.floor(Math.random() * below);
const unitMatcher = () => ({ name: 'juju_unit', op: '=', value: `shop-k8s/${random(2)}` }) as const;

function randomRange() {
  const start = recorded.start + random(15) * 60_000;
  return { start, end: Math.min(recorded.end, start + (1 + random(5)) * 60_000) };
}

/** What a page asks, each with its share. */
const QUESTIONS: readonly ((signal: AbortSignal) => Promise<unknown>)[] = [
  (signal) => fetch(`${url}/profile`, { signal }).then((page) => page.text()),
  (signal) => fetch(`${url}/config.json`, { signal }).then((answer) => answer.json()),
  (signal) => parca.fetchProfileTypes(recorded, { signal }),
  (signal) => parca.fetchTargets({ signal }),
  (signal) =>
    parca.fetchLabelValues(
      'juju_unit',
      { profileType: CPU, matchers: [], range: recorded },
      { signal },
    ),
  (signal) =>
    parca.fetchSeries(
      {
        ...{ selector: { profileType: CPU, matchers: [unitMatcher()] } },
        ...{ range: randomRange(), step: 15_000, sumBy: ['juju_unit'] },
      },
      { signal },
    ),
  (signal) =>
    parca.fetchProfile({ profileType: CPU, matchers: [unitMatcher()] }, randomRange(), { signal }),
  (signal) =>
    parca.fetchProfile({ profileType: GOROUTINE, matchers: [unitMatcher()] }, randomRange(), {
      signal,
    }),
  (signal) => prometheus.fetchLabelValues({ name: '__name__', range: randomRange() }, { signal }),
];

const latencies: number[] = [];
const errors = new Map<string, number>();
let left = 0;
const end = Date.now() + Number(seconds) * 1000;

async function client(): Promise<void> {
  while (Date.now() < end) {
    const leave = new AbortController();
    const leaves = Math.random() < LEFT;
    const timer = leaves ? setTimeout(() => leave.abort(), random(200)) : undefined;
    const from = performance.now();
    try {
      await QUESTIONS[random(QUESTIONS.length)]!(leave.signal);
      latencies.push(performance.now() - from);
    } catch (error) {
      if (leave.signal.aborted) left++;
      else count(error);
    }
    clearTimeout(timer);
    await wait(random(100));
  }
}

function count(error: unknown): void {
  const text = error instanceof SourceError ? `${error.kind}: ${error.message}` : String(error);
  errors.set(text, (errors.get(text) ?? 0) + 1);
}

await Promise.all(Array.from({ length: Number(clients) }, client));
latencies.sort((a, b) => a - b);
const quantile = (q: number) => latencies[Math.floor(q * (latencies.length - 1))];
console.log(
  JSON.stringify({
    ...{ answers: latencies.length, left, errors: Object.fromEntries(errors) },
    ...{ median: quantile(0.5), p99: quantile(0.99) },
  }),
);
