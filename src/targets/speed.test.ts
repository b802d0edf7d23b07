import { expect, test } from 'vitest';
import { shortestTime } from '../../tests/support/shortest-time';
import type { Labels } from '#series';
import { discover } from './rows/discover';
import { activityOfTargets, target, inputs } from './targets.fixture';
import { filterTree, topologyTree } from './tree/topology-tree';

const PROFILES = ['memory', 'block', 'goroutine', 'mutex', 'process_cpu'];

/** One unit an address, ten units an application. */
function large(addresses: number) {
  const targets = Array.from({ length: addresses }, (_, i) => {
    const application = `app-${Math.floor(i / 10)}`;
    const labels: Labels = {
      juju_model: `model-${i % 5}`,
      juju_model_uuid: `00000000-${i % 5}`,
      juju_application: application,
      juju_unit: `${application}/${i % 10}`,
      juju_charm: application,
      job: application,
      instance: `instance-${i}`,
    };
    return PROFILES.map((profileName) =>
      target({ address: `10.0.0.${i}:80`, job: application, profileName, labels }),
    );
  }).flat();
  return inputs({ targets, activity: activityOfTargets(targets) });
}

const work = (of: ReturnType<typeof large>) => filterTree(topologyTree(discover(of)), 'app-7');

/** Four times as much takes some four times as long; a quadratic step would take sixteen times as long. */
test(
  'rows, tree and search grow with the number of targets',
  { timeout: 60_000, retry: 3 },
  async () => {
    const [small, big] = [large(200), large(800)];
    // app-7 and app-70 to app-79, of ten units each.
    expect(work(big).counts.rows).toBe(110);
    work(small);
    const [slow, fast] = [
      await shortestTime(() => work(big)),
      await shortestTime(() => work(small)),
    ];
    expect(slow / fast).toBeLessThan(12);
  },
);
