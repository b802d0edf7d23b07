import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReplay, openArchive } from '#archive';
import { parseMatchers, parseProfileType } from '#series';
import { APP_ID, DATASOURCE_ID, PANEL_ID } from '../../src/frames/plugin-ids';
import { startPrometheus, type RunningPrometheus } from '../support/prometheus';
import {
  dashboardSchema,
  DASHBOARDS,
  panelsOf,
  parcaTarget,
  prometheusTarget,
  readDashboard,
  substitute,
  textsOf,
  variablesIn,
  type Dashboard,
} from './provisioned';

const dashboard = (uid: string): Dashboard => dashboardSchema.parse(readDashboard(uid));
const ROOT = new URL('../../', import.meta.url).pathname;

function parcaTargets(board: Dashboard) {
  const ofPanels = panelsOf(board).flatMap(({ targets }) =>
    targets.flatMap((target) => parcaTarget.safeParse(target).data ?? []),
  );
  return [...ofPanels, ...board.annotations.list.map(({ target }) => target)];
}

/** Expressions, and the metrics whose labels a variable lists. */
function expressions(board: Dashboard): readonly string[] {
  const targets = panelsOf(board).flatMap(({ targets }) =>
    targets.flatMap((target) => prometheusTarget.safeParse(target).data?.expr ?? []),
  );
  const listed = board.templating.list.flatMap(({ query }) =>
    typeof query === 'object' && 'query' in query
      ? [query.query.replace(/^label_values\((.+), \w+\)$/, '$1')]
      : [],
  );
  return [...targets, ...listed];
}

describe.each(DASHBOARDS)('the dashboard %s', (uid) => {
  const board = dashboard(uid);

  it('has its own uid', () => {
    expect(board.uid).toBe(uid);
  });

  it('refers to datasources through its variables only', () => {
    const uids = [
      ...JSON.stringify([board.panels, board.annotations]).matchAll(/"uid":"([^"]*)"/g),
    ].map(([, id]) => id);
    expect(new Set(uids)).toEqual(new Set(['${parca}', '${prometheus}']));
    const chosen = board.templating.list.filter(({ type }) => type === 'datasource');
    expect(chosen.map(({ name, query }) => [name, query])).toEqual([
      ['parca', DATASOURCE_ID],
      ['prometheus', 'prometheus'],
    ]);
  });

  it('sends each query to the datasource of its panel', () => {
    for (const { title, datasource, targets } of panelsOf(board))
      for (const target of targets) expect(target.datasource, title).toEqual(datasource);
  });

  it('defines every variable that it uses, before the variables that use it', () => {
    const defined = board.templating.list.map(({ name }) => name);
    expect(new Set(defined).size).toBe(defined.length);
    expect(defined).toEqual(
      expect.arrayContaining([...new Set(textsOf(board).flatMap(variablesIn))]),
    );
    board.templating.list.forEach((variable, index) => {
      const used = textsOf(variable).flatMap(variablesIn);
      expect(defined.slice(0, index), variable.name).toEqual(expect.arrayContaining(used));
    });
  });

  it('uses every variable that it defines', () => {
    const rest = textsOf([board.panels, board.links]).flatMap(variablesIn);
    const among = textsOf(board.templating).flatMap(variablesIn);
    for (const { name } of board.templating.list) expect([...rest, ...among]).toContain(name);
  });

  it('has panels with ids of their own that do not overlap on 24 columns', () => {
    const ids = board.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const taken = new Map<string, string>();
    for (const { title, gridPos } of board.panels)
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(x, title).toBeLessThan(24);
          expect(taken.get(`${x},${y}`), `under ${title}`).toBeUndefined();
          taken.set(`${x},${y}`, title);
        }
  });

  it('writes selectors that are read, whatever the variables hold', () => {
    const selectors = textsOf([
      parcaTargets(board).map(({ labelSelector, baseline }) => [
        labelSelector,
        baseline?.labelSelector,
      ]),
      board.templating.list.map(({ query }) =>
        typeof query === 'object' && 'labelSelector' in query ? query.labelSelector : undefined,
      ),
    ]);
    expect(selectors.length).toBeGreaterThan(0);
    for (const selector of selectors) {
      expect(selector).toMatch(/^\{.+\}$/);
      expect(parseMatchers(substitute(selector)).length).toBeGreaterThan(0);
    }
  });

  it('asks for profile types that are read, and compares where it says so', () => {
    for (const { queryType, profileTypeId, baseline } of parcaTargets(board)) {
      if (queryType === 'targets' || queryType === 'changes') expect(profileTypeId).toBeUndefined();
      else if (profileTypeId !== '$profile_type')
        expect(() => parseProfileType(profileTypeId ?? '')).not.toThrow();
      expect(queryType === 'diff' || queryType === 'top' || baseline === undefined).toBe(true);
      expect(queryType !== 'diff' || baseline !== undefined).toBe(true);
    }
  });

  it('shows profiles and comparisons in the flame graph panel, series and tables in Grafana’s own', () => {
    for (const { type, title, targets } of panelsOf(board))
      for (const target of targets.flatMap((one) => parcaTarget.safeParse(one).data ?? []))
        expect(type === PANEL_ID, title).toBe(['profile', 'diff'].includes(target.queryType));
  });

  it('links to dashboards that exist, and to the app', () => {
    const links = textsOf(board).filter((words) => words.startsWith('/'));
    expect(links.length).toBeGreaterThan(0);
    for (const words of links) {
      if (/^\/\^/.test(words)) continue; // the pattern of a variable
      const [, kind, target] = words.split(/[/?]/);
      expect(kind === 'd' ? DASHBOARDS : kind === 'a' ? [APP_ID] : [], words).toContain(target);
    }
  });
});

describe.each(['parcascope-fleet', 'parcascope-application'])('changes on %s', (uid) => {
  const board = dashboard(uid);
  const table = panelsOf(board).find(({ targets }) =>
    targets.some((target) => parcaTarget.safeParse(target).data?.queryType === 'changes'),
  )!;

  it('are a table with a bounded scan, under a row of their own', () => {
    expect(table.type).toBe('table');
    const [target] = table.targets.map((one) => parcaTarget.parse(one));
    expect(target).toMatchObject({ against: 'previous', mostMerges: 200 });
    const above = board.panels[board.panels.findIndex(({ id }) => id === table.id) - 1];
    expect(above).toMatchObject({ type: 'row', title: expect.stringContaining('What changed') });
  });

  it('are offered as annotations, off, which would share the scan of the table', () => {
    const [annotation, ...others] = board.annotations.list;
    const { datasource, limit, ...shown } = parcaTarget.parse(table.targets[0]);
    expect(annotation!.target).toEqual({ ...shown, refId: 'Anno' });
    expect([annotation!.datasource, others]).toEqual([datasource, []]);
    expect(limit).toBeGreaterThan(0);
  });

  it('lead to the page that finds them', () => {
    const urls = board.links.flatMap((link) => (link.type === 'link' ? [link.url] : []));
    expect(urls.map((url) => url.split('?')[0])).toContain(`/a/${APP_ID}/changes`);
  });
});

describe('application profile', () => {
  const board = dashboard('parcascope-application');

  it('names Juju’s variables as Juju’s own dashboards do, so that their links land here', () => {
    const names = board.templating.list.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['juju_model_uuid', 'juju_application', 'juju_unit', 'compare_unit']),
    );
  });

  it('takes all units where there are none to choose from', () => {
    const unit = board.templating.list.find(({ name }) => name === 'juju_unit');
    expect(unit).toMatchObject({ multi: true, includeAll: true, allValue: '.*' });
    const others = ['juju_model_uuid', 'juju_application', 'compare_unit'];
    for (const name of others) {
      // Without All an empty list is an empty value, and `=""` is everything without the label.
      expect(board.templating.list.find((one) => one.name === name)).toMatchObject({
        multi: false,
        includeAll: false,
      });
      const conditions = JSON.stringify(board).matchAll(
        new RegExp(`(=~?)\\\\"\\$${name}\\\\"`, 'g'),
      );
      const ops = [...conditions].map(([, op]) => op);
      expect(ops.length, name).toBeGreaterThan(0);
      expect(new Set(ops), name).toEqual(new Set(['=']));
    }
  });

  it('compares with the previous period and with another unit, as graph and as table', () => {
    const baselines = parcaTargets(board).flatMap(({ queryType, baseline }) =>
      baseline ? [[queryType, baseline.offset ?? baseline.labelSelector]] : [],
    );
    const unit = expect.stringContaining('juju_unit="$compare_unit"');
    expect(baselines).toEqual([
      ['diff', 'previous'],
      ['top', 'previous'],
      ['diff', unit],
      ['top', unit],
    ]);
  });
});

describe('in front of a real Prometheus', () => {
  let prometheus: RunningPrometheus;
  beforeAll(async () => {
    prometheus = await startPrometheus([]);
  });
  afterAll(() => prometheus.stop());

  it.each(DASHBOARDS)('every expression of %s is PromQL', async (uid) => {
    const asked = expressions(dashboard(uid));
    expect(asked.length).toBeGreaterThan(0);
    for (const expression of asked) {
      const body = new URLSearchParams({ query: substitute(expression) });
      const answer = await fetch(`${prometheus.url}/api/v1/query`, { method: 'POST', body });
      expect(await answer.json(), expression).toMatchObject({ status: 'success' });
    }
  });
});

describe('in front of the demo archive', () => {
  it.each(['parcascope-application', 'parcascope-fleet'])(
    'every expression of %s has an answer',
    async (uid) => {
      const archive = await openArchive(`${ROOT}public/demo.zip`);
      const replay = createReplay(archive);
      for (const expression of expressions(dashboard(uid))) {
        const query = expression
          .replaceAll('$__rate_interval', '1m0s')
          .replace(/\w+=~?"\$\w+",?/g, '');
        const time = '2026-11-21T00:30:00Z';
        const { status, body } = await replay.prometheus({
          path: `api/v1/query?${new URLSearchParams({ query, time }).toString()}`,
          method: 'GET',
        });
        const answer: unknown = JSON.parse(new TextDecoder().decode(body));
        expect(status, JSON.stringify(answer)).toBe(200);
        expect(answer).not.toHaveProperty('data.result.length', 0);
      }
      await archive.close();
    },
  );
});
