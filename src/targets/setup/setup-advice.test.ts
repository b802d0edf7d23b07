import fc from 'fast-check';
import { expect, test } from 'vitest';
import { integrateCommand, shellQuote } from './juju-commands';
import { externalLabelsCommand, relationsChecklist, setupMatrix } from './setup-advice';

test('every cell of instrumentation and place names its component', () => {
  const cells = setupMatrix();
  expect(cells.map(({ instrumentation, substrate }) => `${instrumentation} ${substrate}`)).toEqual([
    'native machine',
    'native kubernetes',
    'native neither',
    'automatic machine',
    'automatic kubernetes',
    'automatic neither',
  ]);
  for (const { component, message } of cells) expect([component, message]).not.toContain('');
  expect(cells[4]!.message).toContain('no charm for it yet');
});

test('commands take the names that are known, and only names', () => {
  const cells = setupMatrix({
    application: 'zinc-k8s',
    model: 'dev',
    parca: 'my-parca',
    address: '10.0.0.1:6060',
  });
  expect(cells[0]!.commands).toEqual([
    'juju integrate -m dev zinc-k8s:profiling-endpoint my-parca:profiling-endpoint',
  ]);
  expect(cells[2]!.commands[0]).toBe(
    'juju deploy parca-scrape-target NAME --config targets=10.0.0.1:6060',
  );
  const hostile = setupMatrix({
    application: '$(x)',
    model: 'a b',
    parca: '`x`',
    address: '$(x):1',
  });
  const text = JSON.stringify(hostile.map(({ commands }) => commands));
  expect(text).not.toMatch(/\$\(x\)|`x`|a b/);
});

test("an application in another model than Parca's is offered and consumed", () => {
  const zinc = { model: 'dev', modelUuid: 'u1', application: 'zinc-k8s', unit: 'zinc-k8s/0' };
  const parca = { model: 'dev', modelUuid: 'u2', application: 'parca' };
  expect(integrateCommand(zinc, { ...parca, modelUuid: 'u1' })).toBe(
    'juju integrate -m dev zinc-k8s:profiling-endpoint parca:profiling-endpoint',
  );
  expect(integrateCommand(zinc, parca).split('\n')).toHaveLength(3);
  expect(integrateCommand({ ...zinc, charm: 'parca-k8s' }, undefined)).toContain(
    'self-profiling-endpoint',
  );
});

test("an agent's labels are one word for the shell, for one unit", () => {
  expect(
    externalLabelsCommand(
      { model: 'm', modelUuid: 'u', application: 'a', unit: 'a/0' },
      'parca-agent/1',
    ),
  ).toBe(
    "juju exec --unit parca-agent/1 -- snap set parca-agent 'metadata-external-labels=juju_model=m;juju_model_uuid=u;juju_application=a;juju_unit=a/0'",
  );
  const hostile = externalLabelsCommand({ model: "m';x", application: 'a;b=c' }, '$(x)');
  expect(hostile).toContain(
    'juju_model=mx;juju_model_uuid=UUID;juju_application=abc;juju_unit=APPLICATION/N',
  );
  expect(hostile).toContain('--unit parca-agent/N');
});

test('the checklist is a command a relation', () => {
  expect(relationsChecklist({ application: 'zinc-k8s' })[0]).toEqual({
    relation: 'zinc-k8s:profiling-endpoint – parca',
    purpose: 'Parca scrapes the application',
    command: 'juju integrate zinc-k8s:profiling-endpoint parca',
  });
});

test('a quoted word is one word, and the same one', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const quoted = shellQuote(text);
      if (quoted === text) {
        expect(text).toMatch(/^[\w@%+=:,./-]+$/);
        return;
      }
      // Between single quotes a shell reads everything as it is; a single quote itself stands outside of them.
      const words = quoted.split("'\\''");
      expect(words.join("'")).toBe(`'${text}'`);
      expect(quoted.replaceAll("'\\''", '').slice(1, -1)).not.toContain("'");
    }),
  );
  expect(shellQuote("it's; $(x)")).toBe("'it'\\''s; $(x)'");
});
