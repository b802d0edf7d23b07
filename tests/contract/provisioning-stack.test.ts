import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openArchive } from '#archive';
import { parseMatchers } from '#series';
import { APP_ID, DATASOURCE_ID, PANEL_ID } from '../../src/frames/plugin-ids';
import { printMetrics } from '../../src/hosts/cli/watch/exposition';
import { NOTHING_WATCHED } from '../../src/hosts/cli/watch/watched';
import { DASHBOARDS, PAGES, readText, readYaml } from './provisioned';

const ROOT = new URL('../../', import.meta.url).pathname;

const composeSchema = z.looseObject({
  services: z.record(
    z.string(),
    z.looseObject({
      image: z.string().optional(),
      build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
      command: z.array(z.string()).optional(),
      ports: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).optional(),
      volumes: z.array(z.string()).optional(),
      depends_on: z.array(z.string()).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.unknown()).optional(),
});
const compose = composeSchema.parse(readYaml('docker-compose.yaml'));
const service = (name: string) => compose.services[name] ?? expect.fail(`no service ${name}`);

const datasourcesSchema = z.strictObject({
  apiVersion: z.literal(1),
  datasources: z.array(
    z.strictObject({
      name: z.string(),
      type: z.enum([DATASOURCE_ID, 'prometheus']),
      uid: z.string().regex(/^[\w-]{1,40}$/),
      access: z.literal('proxy'),
      url: z.url(),
      isDefault: z.boolean().optional(),
      jsonData: z.strictObject({
        timeout: z.number().optional(),
        prometheusUid: z.string().optional(),
        httpMethod: z.literal('POST').optional(),
        timeInterval: z.string().optional(),
        kind: z.literal('pyroscope').optional(),
      }),
    }),
  ),
});
const { datasources } = datasourcesSchema.parse(
  readYaml('provisioning/datasources/parcascope.yaml'),
);

describe('provisioning files', () => {
  it('enable the app for the organisation', () => {
    expect(readYaml('provisioning/plugins/parcascope.yaml')).toEqual({
      apiVersion: 1,
      apps: [{ type: APP_ID, org_id: 1, disabled: false }],
    });
  });

  it('have distinct datasources, each Parca with its Prometheus, the live ones first', () => {
    for (const key of ['name', 'uid', 'url'] as const)
      expect(new Set(datasources.map((one) => one[key])).size).toBe(datasources.length);
    const metrics = datasources.filter(({ type }) => type === 'prometheus').map(({ uid }) => uid);
    const parcas = datasources.filter(({ type }) => type === DATASOURCE_ID);
    expect(parcas.map(({ jsonData }) => jsonData.prometheusUid)).toEqual(metrics);
    const names = datasources.map(({ name }) => name);
    expect([...names].sort()).toEqual(names);
    expect(datasources.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('load the dashboards from where the compose file mounts them', () => {
    const provider = z
      .looseObject({
        providers: z.tuple([z.looseObject({ options: z.looseObject({ path: z.string() }) })]),
      })
      .parse(readYaml('provisioning/dashboards/parcascope.yaml')).providers[0];
    expect(service('grafana').volumes).toContain(
      `./provisioning/dashboards:${provider.options.path}:ro`,
    );
  });
});

const scrapeConfigs = z.looseObject({
  scrape_configs: z.array(
    z.looseObject({
      job_name: z.string(),
      static_configs: z.array(
        z.strictObject({
          targets: z.array(z.string()),
          labels: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ),
});
const scraped = (path: string) =>
  scrapeConfigs
    .parse(readYaml(path))
    .scrape_configs.flatMap(({ static_configs }) => static_configs);

describe('the compose stack', () => {
  it('mounts files that exist and depends on services that exist', () => {
    for (const { volumes = [], depends_on = [], build } of Object.values(compose.services)) {
      for (const name of depends_on) service(name);
      if (build) expect(readText(build.dockerfile)).toContain('FROM ');
      const files = volumes
        .map((volume) => volume.split(':')[0] ?? '')
        .filter((path) => /\.ya?ml$/.test(path));
      for (const path of files) expect(readText(path)).not.toBe('');
    }
  });

  it('loads the three plugins from the build, unsigned', () => {
    const { volumes, environment } = service('grafana');
    expect(volumes).toContain(`./dist:/var/lib/grafana/plugins/${APP_ID}:ro`);
    expect(environment?.['GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS']).toBe(
      [APP_ID, DATASOURCE_ID, PANEL_ID].join(','),
    );
  });

  it('listens on this machine only', () => {
    const published = Object.values(compose.services).flatMap(({ ports = [] }) => ports);
    expect(published.length).toBeGreaterThan(0);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('has a service behind every datasource and every scraped address', () => {
    const addresses = [
      ...datasources.map(({ url }) => new URL(url).host),
      ...scraped('provisioning/parca.yaml').flatMap(({ targets }) => targets),
      ...scraped('provisioning/prometheus.yml').flatMap(({ targets }) => targets),
    ];
    const listens: Record<string, readonly string[]> = {
      grafana: ['3000', service('grafana').environment?.['GF_DIAGNOSTICS_PROFILING_PORT'] ?? ''],
      parca: ['7070'],
      prometheus: ['9090'],
      'prometheus-1': ['9090'],
      replay: ['7171'],
      watch: [(service('watch').command ?? []).at(-1)?.split(':')[1] ?? ''],
    };
    for (const address of addresses) {
      const [host = '', port] = address.split(':');
      service(host);
      expect(listens[host], address).toContain(port);
    }
  });

  it('lets Grafana ask the replay under the name that its datasources use', () => {
    const command = service('replay').command ?? [];
    const names = datasources
      .map(({ url }) => new URL(url))
      .filter(({ port }) => port === '7171')
      .map(({ hostname }) => hostname);
    expect(new Set(names)).toEqual(new Set([command[command.indexOf('--allow-host') + 1]]));
    expect(command[command.indexOf('--host') + 1]).toBe('0.0.0.0');
  });

  it('gives profiles and metrics of a unit the same labels, and an application with two units', () => {
    const [profiles, metrics] = ['provisioning/parca.yaml', 'provisioning/prometheus.yml'].map(
      (path) =>
        scraped(path)
          .map(({ labels }) => labels)
          .filter((labels) => 'juju_unit' in labels),
    );
    expect(profiles).toEqual(metrics);
    const units = (profiles ?? []).map((labels) => labels['juju_unit']);
    expect(new Set(units).size).toBe(units.length);
    expect(units).toEqual(expect.arrayContaining(['prometheus/0', 'prometheus/1']));
  });

  const promtool = spawnSync('promtool', ['--version']).error === undefined;
  it.runIf(promtool)('has a Prometheus configuration that promtool accepts', () => {
    const { status, stdout, stderr } = spawnSync(
      'promtool',
      ['check', 'config', `${ROOT}provisioning/prometheus.yml`],
      { encoding: 'utf8' },
    );
    expect(status, stdout + stderr).toBe(0);
  });
});

describe('the compose stack with a Pyroscope', () => {
  const added = composeSchema.parse(readYaml('docker-compose.pyroscope.yaml')).services;
  const alloy = readText('provisioning/pyroscope/config.alloy');
  const targets = [...alloy.matchAll(/\{\s*"__address__"[^}]*\}/g)].map(([block]) =>
    Object.fromEntries([...block.matchAll(/"(\w+)"\s*=\s*"([^"]*)"/g)].map(([, k, v]) => [k!, v!])),
  );

  it('adds to services that exist, and mounts files that exist beside others', () => {
    const all = { ...compose.services, ...added };
    const mounts = Object.values(added).flatMap(({ volumes = [] }) => volumes);
    expect(mounts).toHaveLength(2);
    for (const mount of mounts) expect(readText(mount.split(':')[0]!)).not.toBe('');
    for (const { depends_on = [] } of Object.values(added))
      for (const name of depends_on) expect(all).toHaveProperty(name);
    // Docker can put no file into a folder that is mounted read-only.
    const folder = '/etc/grafana/provisioning/datasources';
    expect(service('grafana').volumes?.map((one) => one.split(':')[1])).not.toContain(folder);
    expect(added['grafana']?.volumes?.[0]?.split(':')[1]).toBe(`${folder}/pyroscope.yaml`);
    for (const port of Object.values(added).flatMap(({ ports = [] }) => ports))
      expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('has a datasource of the kind, under names of its own', () => {
    const [pyroscope, ...more] = datasourcesSchema.parse(
      readYaml('provisioning/pyroscope/datasource.yaml'),
    ).datasources;
    expect(more).toEqual([]);
    expect(pyroscope).toMatchObject({ type: DATASOURCE_ID, jsonData: { kind: 'pyroscope' } });
    expect(new URL(pyroscope!.url).host).toBe('pyroscope:4040');
    expect(added).toHaveProperty('pyroscope');
    const taken = datasources.flatMap(({ name, uid }) => [name, uid]);
    for (const one of [pyroscope!.name, pyroscope!.uid]) expect(taken).not.toContain(one);
    expect(datasources.map(({ uid }) => uid)).toContain(pyroscope!.jsonData.prometheusUid);
    expect(alloy).toContain(`url = "${pyroscope!.url}"`);
  });

  it('is sent what Parca scrapes, with the same labels', () => {
    const labelled = (address: string, labels: Record<string, string>) => ({
      address,
      ...Object.fromEntries(Object.entries(labels).filter(([name]) => name.startsWith('juju_'))),
    });
    const sent = targets.map(({ __address__: address = '', ...labels }) =>
      labelled(address, labels),
    );
    const parca = scraped('provisioning/parca.yaml').flatMap((one) =>
      one.targets.map((address) => labelled(address, one.labels)),
    );
    expect(parca.length).toBeGreaterThan(3);
    expect(sent).toEqual(parca);
    for (const { service_name, juju_application } of targets)
      expect(service_name).toBe(juju_application);
  });
});

describe('the watch', () => {
  it('keeps its state in a volume, in a folder that the image has for its user', () => {
    const { command, volumes = [] } = service('watch');
    const state = command?.[command.indexOf('--state') + 1];
    const folder = state?.slice(0, state.lastIndexOf('/'));
    expect(folder).toMatch(/^\/var\/lib\//);
    const [name] = volumes
      .filter((one) => one.endsWith(`:${folder}`))
      .map((one) => one.split(':')[0]);
    expect(Object.keys(compose.volumes ?? {})).toContain(name);
    expect(readText('packaging/console/Dockerfile')).toContain(
      `install -d -o node -g node ${folder}\n`,
    );
  });
});

describe('alert rules', () => {
  it('are of metrics that a watch serves, with labels that it gives them', () => {
    const rules = readText('provisioning/parcascope-rules.yml');
    const served = printMetrics({ '': NOTHING_WATCHED });
    const metrics = rules.match(/parcascope_\w+/g) ?? [];
    expect(metrics.length).toBeGreaterThan(3);
    for (const metric of metrics)
      expect(served).toMatch(new RegExp(`^# TYPE ${metric} (gauge|counter)$`, 'm'));
    for (const kind of ['cost', 'level', 'leak']) expect(rules).toContain(`kind="${kind}"`);
    const labels = [...rules.matchAll(/\$labels\.(\w+)|[{,](\w+)="/g)].map(([, a, b]) => a ?? b);
    const known = ['application', 'unit', 'function', 'type', 'direction', 'kind', 'measure'];
    expect(known).toEqual(expect.arrayContaining(labels));
    expect(readText('provisioning/prometheus.yml')).toContain('- parcascope-rules.yml');
  });
});

describe('images', () => {
  it.each(['packaging/grafana/Dockerfile', 'packaging/cos/Dockerfile'])(
    '%s puts the plugin under its id and lets the three load unsigned',
    (path) => {
      const file = readText(path);
      expect(file).toContain(`/plugins/${APP_ID}`);
      expect(file).toContain([APP_ID, DATASOURCE_ID, PANEL_ID].join(','));
    },
  );
});

describe('docs/install.md', () => {
  const guide = readText('docs/install.md');

  it('allows the three plugins wherever it allows any', () => {
    const ids = [APP_ID, DATASOURCE_ID, PANEL_ID].join(',');
    const lines = guide
      .split('\n')
      .filter((line) => /allow_loading_unsigned_plugins *[=:]/i.test(line));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).toContain(ids);
  });

  it('shows the demo’s incident through datasources that exist, at a time that was recorded', async () => {
    const archive = await openArchive(`${ROOT}public/demo.zip`);
    const { manifest } = archive;
    await archive.close();
    const uids = datasources.map(({ uid }) => uid);
    const links = [...guide.matchAll(/\((http:\/\/127\.0\.0\.1:3000\/[^)\s]*from=[^)\s]*)\)/g)];
    expect(links).toHaveLength(3);
    for (const [, address = ''] of links) {
      const { pathname, searchParams } = new URL(address);
      expect([...DASHBOARDS.map((uid) => `/d/${uid}`), ...PAGES]).toContain(pathname);
      for (const name of ['parca', 'prometheus'])
        expect(uids).toContain(searchParams.get(`var-${name}`) ?? searchParams.get(name));
      expect(Number(searchParams.get('from'))).toBeGreaterThanOrEqual(manifest.start.getTime());
      expect(Number(searchParams.get('to'))).toBeLessThanOrEqual(manifest.end.getTime());
      for (const name of ['baseline', 'comparison'].filter((side) => searchParams.has(side)))
        expect(parseMatchers(searchParams.get(name) ?? '')).not.toEqual([]);
    }
  });
});
