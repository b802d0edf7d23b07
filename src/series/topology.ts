import { labelValue, type Labels } from './labels';

/** Where a profile comes from, in Juju's words. */
export interface JujuTopology {
  readonly model: string;
  readonly modelUuid?: string;
  readonly application: string;
  /** `app/0`; missing for targets outside Juju that a charm lists. */
  readonly unit?: string;
  readonly charm?: string;
}

/** The canonical label first, then names that only hand-written configurations and Parca's own scrape use. */
const NAMES = {
  model: ['juju_model', 'juju_model_name'],
  modelUuid: ['juju_model_uuid'],
  application: ['juju_application', 'juju_application_name'],
  unit: ['juju_unit'],
  charm: ['juju_charm', 'juju_charm_name'],
} as const;

/** undefined when the labels name no model or no application. */
export function topologyOf(labels: Labels): JujuTopology | undefined {
  const read = (names: readonly string[]) =>
    names.map((name) => labelValue(labels, name)).find((value) => value !== '');
  const [model, application] = [read(NAMES.model), read(NAMES.application)];
  if (model === undefined || application === undefined) return undefined;
  const [modelUuid, unit, charm] = [read(NAMES.modelUuid), read(NAMES.unit), read(NAMES.charm)];
  return {
    model,
    application,
    ...(modelUuid !== undefined && { modelUuid }),
    ...(unit !== undefined && { unit: normaliseUnit(unit) }),
    ...(charm !== undefined && { charm }),
  };
}

/** Some exporters write `ubuntu-3` for the unit `ubuntu/3`. */
export function normaliseUnit(unit: string): string {
  return unit.includes('/') ? unit : unit.replace(/-(\d+)$/, '/$1');
}
