import { expect, it } from 'vitest';
import { z } from 'zod';
import { dashboardSchema, DASHBOARDS, panelsOf, readDashboard } from './provisioned';

/** What a window of 1440 px leaves a dashboard beside Grafana's docked menu (300 px). */
const DASHBOARD_WIDTH = 1140;
const COLUMNS = 24;
/** The gap between panels, a panel's padding and a scrollbar. */
const PANEL_FRAME = 32;
/** Of a column that has no width, in Grafana's table. */
const DEFAULT_MIN_WIDTH = 150;

const overridesSchema = z.array(
  z.object({
    matcher: z.object({ options: z.string() }),
    properties: z.array(z.object({ id: z.string(), value: z.unknown() })),
  }),
);
const organizeSchema = z.object({
  id: z.literal('organize'),
  options: z.object({
    indexByName: z.record(z.string(), z.int()),
    excludeByName: z.record(z.string(), z.boolean()),
    renameByName: z.record(z.string(), z.string()),
  }),
});

const tables = DASHBOARDS.flatMap((uid) =>
  panelsOf(dashboardSchema.parse(readDashboard(uid)))
    .filter(({ type }) => type === 'table')
    .map((panel) => ({ uid, panel })),
);

it('there are tables', () => {
  expect(tables.length).toBeGreaterThan(4);
});

it.each(tables)('$uid, "$panel.title": its columns fit into 1440 px', ({ panel }) => {
  const overrides = overridesSchema.parse(panel.fieldConfig.overrides);
  const propertyOf = (column: string, id: string) =>
    overrides
      .find(({ matcher }) => matcher.options === column)
      ?.properties.find((property) => property.id === id)?.value;
  const organized = organizeSchema.safeParse(panel.transformations?.[0]).data?.options;
  const columns = organized
    ? Object.keys(organized.indexByName).filter((name) => !organized.excludeByName[name])
    : overrides.map(({ matcher }) => matcher.options);
  const shown = columns
    .map((name) => organized?.renameByName[name] ?? name)
    .filter((name) => propertyOf(name, 'custom.hidden') !== true);
  const widths = shown.map((name) =>
    z
      .number()
      .parse(
        propertyOf(name, 'custom.width') ??
          propertyOf(name, 'custom.minWidth') ??
          DEFAULT_MIN_WIDTH,
      ),
  );
  const room = (DASHBOARD_WIDTH * panel.gridPos.w) / COLUMNS - PANEL_FRAME;
  expect(
    widths.reduce((sum, width) => sum + width, 0),
    shown.map((name, i) => `${name} ${widths[i]}`).join(', '),
  ).toBeLessThanOrEqual(room);
});
