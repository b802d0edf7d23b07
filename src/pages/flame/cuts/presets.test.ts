import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeProfile, filterTree, foldTree, type CallTree } from '#profile';
import { frameFilterOf } from '../../state/view/view-options';
import { PRESETS } from './presets';

/* On profiles that the runtimes' own programs gave. */

const read = (file: string) =>
  decodeProfile(new Uint8Array(readFileSync(`tests/fixtures/formats/${file}`))).tree;

function cut(tree: CallTree, title: string) {
  const preset = PRESETS.find((one) => one.title === title)!;
  const { tree: left } = filterTree(tree, [frameFilterOf(preset.filter)]);
  return { lines: foldTree(left), total: left.columns[0]!.total[0]! };
}

const valueOf = (line: string) => Number(line.slice(line.lastIndexOf(' ') + 1));
const sum = (lines: readonly string[]) => lines.reduce((all, line) => all + valueOf(line), 0);

test.each([
  [
    'jvm-perf.folded',
    'without compiler and collector threads',
    /CompileBroker::|GangWorker::run|WorkerThread::run|Thread::run_service/,
  ],
  [
    'node.cpuprofile',
    'without idle and garbage collection',
    /\((program|idle|garbage collector)\)/,
  ],
])('%s, %s: the stacks go that have one, and no others', (file, title, sign) => {
  const tree = read(file);
  const { lines, total } = cut(tree, title);
  const all = foldTree(tree);
  const taken = all.filter((line) => sign.test(line));
  expect(taken.length).toBeGreaterThan(0);
  expect(total).toBe(sum(all) - sum(taken));
  expect(lines.filter((line) => sign.test(line))).toEqual([]);
});

test.each([
  ['jvm-perf.folded', 'the JDK hidden', /(^|;)(\S+ )?(java|jdk)\.[\w.]+\(/, /(^|;)\S+ W\.\w+\(/],
  [
    'rust-perf.folded',
    'Rust’s standard library hidden',
    /(^|;)<?(alloc|core|std|hashbrown)::/,
    /w::rank|w::parse/,
  ],
  ['node.cpuprofile', 'Node’s own code hidden', /Module|node:/, /serve|work|main/],
  [
    'python-perf.pb.gz',
    'the interpreter hidden',
    /(^|;)(_PyEval_EvalFrameDefault|gen_iternext|builtin_sum|long_mod)(;| )/,
    /(^|;)quote(;.*)? \d+$/,
  ],
  ['python-perf.pb.gz', 'Python’s C API hidden', /(^|;)_?Py[A-Z_]\w*(;| )/, /(^|;)price(;| )/],
])('%s, %s: its frames go, all values stay', (file, title, sign, own) => {
  const tree = read(file);
  const { lines, total } = cut(tree, title);
  const all = foldTree(tree);
  expect(total).toBe(tree.columns[0]!.total[0]);
  expect(all.some((line) => sign.test(line))).toBe(true);
  expect(lines.filter((line) => sign.test(line))).toEqual([]);
  expect(lines.some((line) => own.test(line))).toBe(true);
});
