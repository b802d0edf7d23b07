// Makes public/demo.zip from a folder of recorded profiles: node scripts/make-demo.mjs FOLDER [OUT]
// FOLDER holds manifest.json {start, end, profiles[]}, profiles/*.pb.gz, targets.json and metrics.json {step, metrics}.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeArchive } from '../build/node/archive.js';

const MOST_BYTES = 8_000_000;
/** Only the shop keeps these types: the demo has to stay small. */
const SHOP_ONLY = ['memory:alloc_space', 'mutex:delay', 'goroutine:goroutine'];
const SHOP = 'shop-k8s';

const [folder, out = 'public/demo.zip'] = process.argv.slice(2);
if (!folder) {
  console.error('node scripts/make-demo.mjs FOLDER [OUT]');
  process.exit(2);
}
const readJson = async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'));

const recorded = await readJson('manifest.json');
const { step, metrics } = await readJson('metrics.json');
const kept = recorded.profiles.filter(
  ({ type, labels }) =>
    labels.juju_application === SHOP || !SHOP_ONLY.some((start) => type.startsWith(start)),
);
const files = new Map(kept.map(({ file }, i) => [`profiles/${i}.pb.gz`, file]));

await writeArchive(out, {
  manifest: {
    created: new Date(recorded.end).toISOString(),
    start: new Date(recorded.start),
    end: new Date(recorded.end),
    source: 'Parca',
    servers: { parca: recorded.server ?? '', prometheus: recorded.prometheus ?? '' },
    notes: [
      'A web shop of two units; the work of pricing.Quote rises by half on shop-k8s/1 at 00:24:01 UTC.',
      `left out for size: ${SHOP_ONLY.join(', ')} of everything but ${SHOP} (${recorded.profiles.length - kept.length} profiles)`,
    ],
    profiles: kept.map((p, i) => ({
      type: p.type,
      labels: p.labels,
      timestamp: BigInt(p.timestampNs),
      duration: BigInt(p.durationNs),
      value: BigInt(p.value),
      noStackValue: BigInt(p.noStackValue),
      file: `profiles/${i}.pb.gz`,
    })),
  },
  targetsJson: JSON.stringify(await readJson('targets.json')),
  metrics: {
    step,
    queries: Object.values(metrics).map(({ query, result }) => ({
      query,
      series: result.map(({ metric, values }) => ({ labels: metric, points: values })),
    })),
  },
  readProfile: ({ file }) => readFile(join(folder, files.get(file))),
});

const { size } = await stat(out);
console.log(`${out}: ${kept.length} profiles, ${size} bytes`);
if (size > MOST_BYTES) {
  console.error(`more than ${MOST_BYTES} bytes: leave out more`);
  process.exit(1);
}
