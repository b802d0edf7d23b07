import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { releaseNotes } from '../../scripts/release-notes.mjs';

/* A workflow runs only when it is pushed, and a release once a month: what it calls has to be there all the time. */

const FOLDER = '.github/workflows';
const step = z.object({
  id: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z.object({
  permissions: z.object({ contents: z.literal('read') }),
  jobs: z.record(
    z.string(),
    z.object({
      uses: z.string().optional(),
      needs: z.string().optional(),
      steps: z.array(step).optional(),
      strategy: z
        .object({ matrix: z.object({ include: z.array(z.record(z.string(), z.string())) }) })
        .optional(),
    }),
  ),
});
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** What GitHub's machines have. */
const OF_THE_MACHINE = ['cd', 'cp', 'echo', 'gh', 'mkdir', 'sha256sum'];
/** Of npm itself. */
const OF_NPM = ['ci', 'pack', 'sbom', 'test'];

describe.each(readdirSync(FOLDER))('%s', (file) => {
  const { jobs } = workflow.parse(parse(readFileSync(join(FOLDER, file), 'utf8')));
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);

  test('every command is one that is there', () => {
    const commands = steps.flatMap(({ run = '' }) =>
      run.split(/\n|&&/).flatMap((line) => line.trim() || []),
    );
    for (const command of commands) {
      const [program, first, second] = command.split(/\s+/) as [string, string?, string?];
      if (program === 'npm' && first === 'run') expect(scripts).toHaveProperty([second!]);
      else if (program === 'npm') expect(OF_NPM, command).toContain(first);
      else if (program === 'node') expect(existsSync(first!), command).toBe(true);
      else expect(OF_THE_MACHINE, command).toContain(program);
    }
  });

  test('every job and file that it names is there, every action has a version', () => {
    for (const { uses, needs } of Object.values(jobs)) {
      if (uses) expect(existsSync(uses), uses).toBe(true);
      if (needs) expect(jobs).toHaveProperty([needs]);
    }
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/^(actions|docker)\/\S+@v\d+$/);
    const files = Object.values(jobs).flatMap(
      ({ strategy }) => strategy?.matrix.include.map((each) => each['file']!) ?? [],
    );
    for (const path of files) expect(existsSync(path), path).toBe(true);
    const artifacts = (action: string) =>
      steps.filter(({ uses }) => uses?.includes(action)).map((each) => each.with?.['name']);
    expect(artifacts('upload-artifact')).toEqual(
      expect.arrayContaining(artifacts('download-artifact')),
    );
  });
});

test('image names are lower case whoever owns the repository, and of the tag', () => {
  const { jobs } = workflow.parse(parse(readFileSync(join(FOLDER, 'release.yml'), 'utf8')));
  const steps = jobs['images']!.steps!;
  const owner = steps.find(({ id }) => id === 'owner')!;
  const output = join(mkdtempSync(join(tmpdir(), 'parcascope-release-')), 'output');
  execFileSync('bash', ['-euo', 'pipefail', '-c', owner.run!], {
    env: { GITHUB_REPOSITORY_OWNER: 'Some-Org', GITHUB_OUTPUT: output },
  });
  const [, name] = /^name=(.*)$/m.exec(readFileSync(output, 'utf8'))!;
  const given: Readonly<Record<string, string>> = {
    'steps.owner.outputs.name': name!,
    'github.ref_name': 'v0.1.0',
  };
  const tags = String(steps.find((each) => each.with?.['tags'])!.with!['tags']);
  const includes = jobs['images']!.strategy!.matrix.include;
  const names = includes.flatMap(({ image }) =>
    tags
      .trim()
      .split('\n')
      .map((tag) =>
        tag.replace(/\$\{\{ (\S+) \}\}/g, (_, of: string) =>
          of === 'matrix.image' ? image! : given[of]!,
        ),
      ),
  );
  expect(names).toEqual([
    'ghcr.io/some-org/parcascope:v0.1.0',
    'ghcr.io/some-org/parcascope:latest',
    'ghcr.io/some-org/grafana-parcascope:v0.1.0',
    'ghcr.io/some-org/grafana-parcascope:latest',
  ]);
});

test('the list of packages can be made: a peer that is not what another package wants ends npm sbom', () => {
  const release = readFileSync(join(FOLDER, 'release.yml'), 'utf8');
  const [, args] = /npm (sbom .*) > /.exec(release)!;
  const text = execFileSync('npm', args!.split(' '), { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const { packages } = JSON.parse(text) as { packages: { name: string }[] };
  const names = packages.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['parcascope', 'fastify', 'zod', 'd3-flame-graph']));
});

describe('the notes of a release', () => {
  const changelog = '# Changelog\n\n## 0.2.0 (2026-12-01)\n\n- New.\n\n## 0.1.0\n\n- First.\n';

  test('are its section of the changelog', () => {
    expect(releaseNotes('v0.2.0', { version: '0.2.0', changelog })).toBe('- New.');
    expect(releaseNotes('v0.1.0', { version: '0.1.0', changelog })).toBe('- First.');
  });

  test.each([
    ['v0.2.1', '0.2.0', 'the tag is v0.2.1, package.json says 0.2.0: expected v0.2.0'],
    ['v0.3.0', '0.3.0', 'CHANGELOG.md: no section "## 0.3.0"'],
  ])('%s of %s: refused', (tag, version, words) => {
    expect(() => releaseNotes(tag, { version, changelog })).toThrow(words);
  });

  test('of what is not released there are none yet', () => {
    const unreleased = '## 0.2.0 (unreleased)\n\n- New.\n';
    expect(() => releaseNotes('v0.2.0', { version: '0.2.0', changelog: unreleased })).toThrow(
      'give it the day of the release',
    );
  });

  test('this version has a section', () => {
    const version = String(JSON.parse(readFileSync('package.json', 'utf8')).version);
    const dated = readFileSync('CHANGELOG.md', 'utf8').replace('(unreleased)', '(2026-12-01)');
    expect(releaseNotes(`v${version}`, { version, changelog: dated })).toMatch(/^- \S/);
  });
});
