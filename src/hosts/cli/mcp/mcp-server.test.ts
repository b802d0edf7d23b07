import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { afterEach, describe, expect, test } from 'vitest';
import { processEnvironment } from '../environment';
import { serveDemo } from '../demo-server.fixture';
import { execute } from '../execute.fixture';
import type { ComparisonReport } from '../compare/report';
import type { TopReport } from '../profiles/top';
import type { Place } from '../profile-source';
import { createMcpServer } from './mcp-server';

/* Asked by the SDK's own client, as an assistant asks. */

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const UNIT = `${CPU}{juju_unit="shop-k8s/1"}`;
const BEFORE = '2026-11-21T00:18:00Z..2026-11-21T00:23:00Z';
const AFTER = '2026-11-21T00:26:00Z..2026-11-21T00:31:00Z';
const DEMO: Place = { archive: 'public/demo.zip', options: {} };

let client: Client;
afterEach(() => client.close());

async function connect(place: Place = DEMO): Promise<string[]> {
  const said: string[] = [];
  const environment = {
    ...processEnvironment(process.cwd()),
    stderr: async (text: string) => void said.push(text),
    env: {},
  };
  const server = createMcpServer({ environment, place, linkBase: 'http://console/' });
  client = new Client({ name: 'test', version: '1' });
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  await Promise.all([server.connect(ours), client.connect(theirs)]);
  return said;
}

/** The answer as data, which its text says too. */
async function ask<T>(name: string, given: Record<string, unknown> = {}): Promise<T> {
  const answer = await client.callTool({ name, arguments: given });
  const [{ text }] = answer.content as [{ text: string }];
  expect(answer.isError, text).toBeFalsy();
  expect(JSON.parse(text)).toEqual(answer.structuredContent);
  return answer.structuredContent as T;
}

async function refusal(name: string, given: Record<string, unknown>): Promise<string> {
  const answer = await client.callTool({ name, arguments: given });
  expect(answer.isError).toBe(true);
  return (answer.content as [{ text: string }])[0].text;
}

test('every tool reads only, and says what it takes', async () => {
  await connect();
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    ...['targets', 'profile_types', 'top_functions', 'callers_and_callees', 'compare', 'changes'],
  ]);
  for (const { annotations, description, inputSchema } of tools) {
    expect(annotations?.readOnlyHint).toBe(true);
    expect(description).toMatch(/\w{3}/);
    expect(inputSchema.type).toBe('object');
  }
});

test('what is profiled, by a text in its labels', async () => {
  await connect();
  const all = await ask<{ found: number; targets: { health: string }[] }>('targets', { limit: 3 });
  expect(all.targets).toHaveLength(3);
  const found = await ask<{ found: number; targets: { labels: object }[] }>('targets', {
    search: 'shop-k8s/1',
  });
  expect(found.found).toBeGreaterThan(0);
  expect(found.found).toBeLessThan(all.found);
  for (const { labels } of found.targets) expect(Object.values(labels)).toContain('shop-k8s/1');
});

test('types with their units, and the label sets of one', async () => {
  await connect();
  const { types, labelSets } = await ask<{
    types: { type: string; unit: string }[];
    labelSets: Record<string, string>[];
  }>('profile_types', { type: CPU });
  expect(types).toContainEqual(expect.objectContaining({ type: CPU, unit: 'cores' }));
  expect(labelSets.map(({ juju_unit: unit }) => unit)).toContain('shop-k8s/1');
});

describe('the numbers are those of the command line', () => {
  test('top', async () => {
    await connect();
    const answer = await ask<TopReport & { link: string; formula: string }>('top_functions', {
      ...{ selector: UNIT, range: BEFORE, limit: 5 },
    });
    const { stdout } = await execute([
      ...['top', 'public/demo.zip', '--selector', UNIT, '--range', BEFORE, '--json'],
    ]);
    const { rows, total, unit } = JSON.parse(stdout) as TopReport;
    expect(answer).toMatchObject({ unit, total, rows: rows.slice(0, 5) });
    expect(answer.formula).toBe('cores = nanoseconds ÷ 300200000000');
    const link = new URL(answer.link);
    expect(link.pathname).toBe('/profile');
    expect(link.searchParams.get('profile')).toBe('{juju_unit="shop-k8s/1"}');
    expect(link.searchParams.get('profileWindow')).toBe(
      BEFORE.split('..').map(Date.parse).join('-'),
    );
  });

  test('compare, with verdict, formula and noise', async () => {
    await connect();
    const answer = await ask<
      ComparisonReport & { answer: string[]; formula: string; noiseInWords: string; link: string }
    >('compare', { selector: UNIT, baseline: BEFORE, comparison: AFTER, limit: 100 });
    const { stdout } = await execute([
      ...['compare', 'public/demo.zip', '--selector', UNIT, '--json'],
      ...['--baseline', BEFORE, '--comparison', AFTER],
    ]);
    const report = JSON.parse(stdout) as ComparisonReport;
    const quote = ({ rows }: ComparisonReport) =>
      rows.find(({ name }) => name === 'shop/pricing.Quote');
    expect(quote(answer)).toEqual(quote(report));
    expect(quote(answer)!.verdict).toBe('grew');
    expect(answer.noise).toEqual(report.noise);
    expect(answer.answer.at(-1)).toContain('shop/pricing.Quote +39.3 %');
    expect(answer.formula).toBe('delta = comparison ÷ 300.2 s − baseline ÷ 300.2 s');
    expect(answer.noiseInWords).toContain('tested on 20 and 20 slices');
    expect(new URL(answer.link).searchParams.get('comparison')).toBe('{juju_unit="shop-k8s/1"}');
  });
});

test('callers and callees add up to the function', async () => {
  await connect();
  const answer = await ask<{
    self: number;
    total: number;
    callers: { name: string; total: number }[];
    callees: { name: string; total: number }[];
  }>('callers_and_callees', {
    ...{ selector: UNIT, range: BEFORE, function: 'shop/pricing.Quote', limit: 100 },
  });
  const sum = (of: { total: number }[]) => of.reduce((so, { total }) => so + total, 0);
  expect(answer.total).toBeCloseTo(3.23 / 300.2, 12);
  expect(sum(answer.callers)).toBeCloseTo(answer.total, 12);
  expect(answer.self + sum(answer.callees)).toBeCloseTo(answer.total, 12);
  expect(answer.callees.map(({ name }) => name)).toContain('shop/pricing.sealLine');
});

test('what changed without being told where', async () => {
  await connect();
  const { findings, lookedAt } = await ask<{
    findings: { function: string; link: string }[];
    lookedAt: string;
  }>('changes', { match: '{juju_application="shop-k8s"}' });
  expect(findings.map((finding) => finding.function)).toContain('shop/pricing.Quote');
  expect(findings[0]!.link).toMatch(/^http:\/\/console\/compare\?/);
  expect(lookedAt).toMatch(/^Looked at /);
});

test('what cannot be answered is said, and the next question is answered', async () => {
  await connect();
  expect(await refusal('top_functions', { selector: 'x{', range: BEFORE })).toBe(
    'selector: matchers: column 3: expected a label name, got the end',
  );
  expect(await refusal('top_functions', { selector: UNIT, range: 'yesterday' })).toContain(
    'expected FROM..TO',
  );
  const takes = 'top_functions needs selector, range; may have by, sort, limit';
  expect(await refusal('top_functions', { selector: UNIT })).toBe(
    `range: missing, expected string. ${takes}`,
  );
  expect(
    await refusal('top_functions', { selector: 5, range: BEFORE, by: 'line', limit: 0, limt: 3 }),
  ).toBe(
    'selector: expected string, got 5; by: expected one of function, file, binary, package, got "line"; ' +
      `limit: expected at least 1, got 0; "limt": no such argument. ${takes}`,
  );
  expect(await refusal('profile_types', { type: 'nope' })).toMatch(
    /^type: no "nope" from 2026-11-21T00:14:00.000Z to .*; there are .*process_cpu:cpu/,
  );
  expect(await refusal('nope', {})).toBe(
    'no tool "nope": there are targets, profile_types, top_functions, callers_and_callees, compare, changes',
  );
  const long = { ['x'.repeat(5000)]: 1, selector: 'y'.repeat(5000) };
  expect((await refusal('top_functions', long)).length).toBeLessThanOrEqual(2001);
  await ask('top_functions', { selector: UNIT, range: BEFORE });
});

test('a server is asked with its headers, which no answer has', async () => {
  const keys = new Set<string>();
  const server = await serveDemo(({ key }) => keys.add(key));
  try {
    const said = await connect({
      options: { parca: server.url, parcaHeader: ['X-Key: s3cret'] },
    });
    const found = await ask('top_functions', { selector: UNIT, range: BEFORE });
    const wrong = await refusal('top_functions', {
      selector: 'no:such:count:t:count',
      range: BEFORE,
    });
    expect([...keys]).toEqual(['s3cret']);
    expect(JSON.stringify([found, wrong, said])).not.toContain('s3cret');
  } finally {
    await server.close();
  }
});
