import { parseProfileType } from '#series';
import { fakeTemplates } from '../query/templates.fixture';
import { CPU, MEMORY } from '../request.fixture';
import type { SuggestionSource } from './use-suggestions';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  juju_application: ['parca', 'shop-k8s'],
  juju_unit: ['parca/0', 'shop-k8s/0', 'shop-k8s/1'],
};

/** Suggestions without a server; `failure` is what each one is answered with. */
export function fakeSuggestions(failure?: Error): SuggestionSource {
  const answer = <T>(value: T): Promise<T> =>
    failure ? Promise.reject(failure) : Promise.resolve(value);
  return {
    uid: 'parca',
    templates: fakeTemplates(),
    lookups: {
      profileTypes: () => answer([CPU, MEMORY].map(parseProfileType)),
      labelNames: () => answer(Object.keys(VALUES)),
      labelValues: (name) => answer(VALUES[name] ?? []),
    },
  };
}
