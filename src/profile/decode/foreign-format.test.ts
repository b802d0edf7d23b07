import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { decodePprof } from './decode-pprof';
import { foreignFormat } from './foreign-format';

const latin1 = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

test.each([
  ['PK\x03\x04\x14\0', 'a zip'],
  ['\x28\xb5\x2f\xfd\x04', 'zstd'],
  ['\x04\x22\x4d\x18\x60', 'lz4'],
  ['\xfd7zXZ\0\0', 'xz'],
  ['BZh91AY', 'bzip2'],
  ['PERFILE2\x68\0', 'Linux perf'],
  ['FLR\0\0\x02', 'a Java Flight Recorder file; convert it with jfrconv FILE.jfr OUT.pb.gz'],
  ['JAVA PROFILE 1.0.2\0', 'a Java heap dump'],
  ['\x7fELF\x02\x01', 'a program (ELF)'],
  ['MZ\x90\0', 'a Windows program'],
  ['\xcf\xfa\xed\xfe\x07', 'a macOS program'],
  ['Nettrace\x14\0', 'a .NET trace'],
  ['go 1.22 trace\0\0\0', 'a Go execution trace'],
  ['H4sIAAAAAAAA/w==', 'gzip in base64'],
  ['\x89PNG\r\n\x1a\n', 'a picture (PNG)'],
  ['\xff\xd8\xff\xe0', 'a picture (JPEG)'],
  ['%PDF-1.7', 'a PDF'],
  [`${'cpu.pb.gz'.padEnd(257, '\0')}ustar\0`, 'a tar archive; unpack it first'],
  ['goroutine 1 [running]:\nmain.main()\n', 'a dump of goroutines'],
  ['--- threadz 1 ---\n', 'stacks of threads'],
  [
    '--- Execution profile ---\nTotal samples       : 733\n',
    'a summary of async-profiler; record it with -o collapsed',
  ],
  ['{"head":{"callFrame":{}}}', 'a V8 heap profile'],
  ['heap_v2/524288\n  t*: 2: 100 [0: 0]\n', 'jemalloc'],
  ['<!DOCTYPE html><html>', 'an HTML page'],
  ['\n  <HTML><body>', 'an HTML page'],
  ['<?xml version="1.0"?><Error>', 'XML'],
  [
    '{"$schema":"https://www.speedscope.app/file-format-schema.json"}',
    'a speedscope profile; export it as pprof or folded stacks (py-spy record -f raw)',
  ],
  ['{"version":1,"flamebearer":{"names":[]}}', 'a flame graph of Pyroscope'],
  ['{"traceEvents":[{"ph":"X"}]}', 'a Chrome trace'],
  ['[{"name":"a","ph":"X","ts":1}]', 'a Chrome trace'],
  ['{"meta":{"interval":1},"libs":[]}', 'a profile of Firefox'],
  ['{"message":"no such profile"}', 'JSON'],
  ['# callgrind format\nversion: 1\n', 'a callgrind profile'],
  [
    'java 12688 [002] 6544038.708352: cpu-clock:\n',
    'the output of perf script; fold it with stackcollapse-perf.pl',
  ],
  ['profiling is not enabled.\nSet it.', '“profiling is not enabled.”'],
  ['', 'the file is empty'],
])('%j: %s', (text, what) => {
  expect(foreignFormat(latin1(text))).toContain(what);
});

test('what is nothing of these is not guessed at', () => {
  expect(foreignFormat(Uint8Array.of(10, 0, 1, 255))).toBeUndefined();
});

test('the whole message is one line with what to do, also for what is in gzip', () => {
  const message =
    'profile: not a pprof: it seems to be an HTML page; if it was fetched, look at the address';
  for (const bytes of [latin1('<!DOCTYPE html>'), gzipSync(latin1('<!DOCTYPE html>'))])
    expect(() => decodePprof(bytes)).toThrow(message);
});

test('a page of any text is looked at in no time', () => {
  for (const unit of [';', ' ', '1 ', 'a;', '{"', 'a 1', '[{'])
    for (const end of ['', '\n', 'x']) {
      const text = latin1(unit.repeat(4096) + end);
      const start = performance.now();
      foreignFormat(text);
      expect(performance.now() - start).toBeLessThan(200);
    }
});
