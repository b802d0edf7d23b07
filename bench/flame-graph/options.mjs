import { parseArgs } from 'node:util';
import { RENDERERS } from './renderers.mjs';

const USUAL = Object.keys(RENDERERS).filter((name) => !RENDERERS[name].besides);
const UNITS = { k: 1_000, m: 1_000_000 };

/** `--sizes 10k,100k,1M --runs 5 --renderers parcascope,canvas --json FILE`; an Error says what is wrong. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '10k,100k,1M' },
      runs: { type: 'string', default: '5' },
      renderers: { type: 'string', default: USUAL.join(',') },
      json: { type: 'string' },
    },
  });
  const renderers = values.renderers.split(',');
  const unknown = renderers.find((name) => !(name in RENDERERS));
  if (unknown !== undefined)
    throw new Error(
      `--renderers: there is no ${unknown}, only ${Object.keys(RENDERERS).join(', ')}`,
    );
  return {
    sizes: values.sizes.split(',').map(readSize),
    runs: readCount(values.runs, '--runs'),
    renderers,
    json: values.json,
  };
}

/** `100000` or `100k` */
function readSize(text) {
  const unit = UNITS[text.at(-1)?.toLowerCase()];
  return unit ? readCount(text.slice(0, -1), '--sizes') * unit : readCount(text, '--sizes');
}

function readCount(text, option) {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`${option}: expected a whole number from 1, got "${text}"`);
  return count;
}
