import {
  dateTime,
  EventBusSrv,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type PanelData,
  type PanelProps,
} from '@grafana/data';
import type { Judgement } from '#comparison';
import { frameFromTree, type SideFacts } from '#frames';
import { treeFromFolded, unite, type CallTree } from '#profile';
import { DEFAULT_OPTIONS, type PanelOptions } from '../panel-options';

export const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
export const IN_USE = 'memory:inuse_space:bytes:space:bytes';

const RANGE = { start: 1_700_000_000_000, end: 1_700_000_060_000 };

/** `side` of the seconds and the unit's number. */
export function sideFacts(of: { type?: string; unit?: number; seconds?: number } = {}): SideFacts {
  const { type = CPU, unit = 0, seconds = 60 } = of;
  return {
    selector: `${type}{juju_unit="shop/${unit}"}`,
    range: RANGE,
    seconds,
    scrapes: 6,
    buildIds: [`build-${unit}`],
  };
}

export interface FrameOf {
  readonly refId?: string;
  readonly type?: string;
  readonly unit?: string;
  readonly sides?: readonly SideFacts[];
  readonly judgement?: Judgement;
}

/** A frame as our datasource makes it. */
export function profileFrame(folded: readonly string[] | CallTree, of: FrameOf = {}): DataFrame {
  const { refId = 'A', type = CPU, unit = 'nanoseconds', judgement } = of;
  const { sides = [sideFacts({ type })] } = of;
  const tree = 'columns' in folded ? folded : treeFromFolded(folded);
  return frameFromTree(tree, {
    refId,
    unit,
    facts: { profileType: type, sides, judgement },
    executed: sides[0]!.selector,
    notices: [],
    maxNodes: 50_000,
  });
}

export function diffFrame(baseline: readonly string[], comparison: readonly string[]): DataFrame {
  return profileFrame(unite([baseline, comparison].map((folded) => treeFromFolded(folded))), {
    sides: [sideFacts({ unit: 0 }), sideFacts({ unit: 1 })],
  });
}

/** A frame as other datasources make it: nothing is known of how. */
export function foreignFrame(folded: readonly string[], refId = 'A'): DataFrame {
  const { meta, ...frame } = profileFrame(folded, { refId });
  return { ...frame, meta: { ...meta, custom: {} } };
}

export interface PanelQuestion {
  readonly options?: Partial<PanelOptions>;
  readonly data?: Partial<PanelData>;
  readonly dashboard?: string;
  readonly props?: Partial<PanelProps<PanelOptions>>;
}

export function panelProps(
  series: readonly DataFrame[],
  { options, data, dashboard, props }: PanelQuestion = {},
): PanelProps<PanelOptions> {
  const timeRange = {
    from: dateTime(RANGE.start),
    to: dateTime(RANGE.end),
    raw: { from: 'now-1m', to: 'now' },
  };
  const request = dashboard === undefined ? undefined : requestOf(dashboard, timeRange);
  return {
    id: 1,
    data: { state: LoadingState.Done, series: [...series], timeRange, request, ...data },
    timeRange,
    timeZone: 'utc',
    options: { ...DEFAULT_OPTIONS, ...options },
    transparent: false,
    width: 1200,
    height: 600,
    fieldConfig: { defaults: {}, overrides: [] },
    renderCounter: 0,
    title: '',
    eventBus: new EventBusSrv(),
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
    replaceVariables: (text) => text,
    onChangeTimeRange: () => undefined,
    ...props,
  };
}

function requestOf(dashboardUID: string, range: DataQueryRequest['range']): DataQueryRequest {
  return {
    app: 'dashboard',
    dashboardUID,
    requestId: 'Q1',
    interval: '1s',
    intervalMs: 1000,
    range,
    scopedVars: {},
    startTime: 0,
    timezone: 'utc',
    targets: ['A', 'B'].map((refId) => ({ refId, datasource: { uid: 'parca-1' } })),
  };
}
