import { CPU, RANGE } from '../e2e/demo-archive';
import { DATASOURCE, OURS, PROMETHEUS } from './names';

export { AFTER, BEFORE, CPU } from '../e2e/demo-archive';

/** The replay as Grafana's queries name it, and its whole range. */
export const REPLAY = { uid: OURS.replay, type: DATASOURCE };
export const REPLAY_RANGE = { from: String(RANGE.start), to: String(RANGE.end) };
export const UNIT_SELECTOR = '{juju_unit="shop-k8s/1"}';

/** Parameters of an app page on the replay. */
export const ON_REPLAY = {
  parca: OURS.replay,
  prometheus: PROMETHEUS.replay,
  ...REPLAY_RANGE,
};

/** CPU time of a unit whose price work rises. */
export const PROFILE_QUERY = {
  queryType: 'profile',
  profileTypeId: CPU,
  labelSelector: UNIT_SELECTOR,
};
/** Its last ten minutes against the ten before; to be asked for LAST_TEN. */
export const DIFF_QUERY = { ...PROFILE_QUERY, queryType: 'diff', baseline: { offset: '10m' } };
export const LAST_TEN = { from: String(RANGE.end - 600_000), to: String(RANGE.end) };
