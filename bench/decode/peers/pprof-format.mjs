// node pprof-format.mjs FILE: milliseconds to inflate it natively and decode it into objects, without a tree, first and warm, as JSON.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';

const WARM_UP = 5;
const REPEATS = 15;

const bytes = readFileSync(process.argv[2]);
const times = [];
for (let i = 0; i < WARM_UP + REPEATS; i++) {
  const start = performance.now();
  const { sample } = Profile.decode(gunzipSync(bytes));
  times.push(performance.now() - start);
  if (sample.length === 0) throw new Error('no samples');
}
const warm = times.slice(WARM_UP).sort((a, b) => a - b);
process.stdout.write(JSON.stringify({ first: times[0], warm: warm[REPEATS >> 1] }));
