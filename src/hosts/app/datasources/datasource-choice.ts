/** What a choice of datasources needs to know of one. */
export interface Datasource {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly isDefault: boolean;
  /** Its proxy, as Grafana gives it. */
  readonly url: string;
  /** Parca: uid or name of the Prometheus that is set beside it in its own settings. */
  readonly linkedPrometheus: string | undefined;
  /** What it speaks. */
  readonly kind: 'parca' | 'pyroscope';
  /** Served by Parcascope's plugin, also where its type is still Grafana's own. */
  readonly ours: boolean;
}

/** Uids or names that a link asks for. */
export interface AskedSources {
  readonly parca?: string | undefined;
  /** A second one of profiles, for a side of a comparison. */
  readonly beside?: string | undefined;
  readonly prometheus?: string | undefined;
}

/** What the app's settings say of datasources; uids or names. */
export interface SourceDefaults {
  readonly parca: string | undefined;
  readonly prometheus: string | undefined;
  readonly pairings: readonly { readonly parca: string; readonly prometheus: string }[];
}

export interface ChosenSources {
  /** undefined: there is none. */
  readonly parca: Datasource | undefined;
  /** Only where a link asks for one. */
  readonly beside: Datasource | undefined;
  readonly prometheus: Datasource | undefined;
  /** What was asked for and is not there, with what stands in; for the page. */
  readonly problems: readonly string[];
}

export interface SourceChoice {
  readonly parcas: readonly Datasource[];
  readonly prometheuses: readonly Datasource[];
  /** Of the link. */
  readonly asked: AskedSources;
  readonly defaults: SourceDefaults;
}

/**
 * Parca: the link's, else the settings', else the first of ours, else the first of Grafana's own, else the first Pyroscope. Prometheus: the link's, else what
 * the settings pair with that Parca, else what the Parca datasource itself names, else the one that Juju deployed beside it, else
 * the settings', else Grafana's default, else the first.
 */
export function chooseSources({
  parcas,
  prometheuses,
  asked,
  defaults,
}: SourceChoice): ChosenSources {
  const problems: string[] = [];
  const wanted = (list: readonly Datasource[], name: string | undefined, where: string) => {
    const found = find(list, name);
    if (name !== undefined && !found) problems.push(`${where}: no such datasource: "${name}"`);
    return found;
  };
  const parca =
    wanted(parcas, asked.parca, 'link: parca') ??
    wanted(parcas, defaults.parca, 'settings: Parca') ??
    parcas.find((one) => one.ours) ??
    parcas.find((one) => one.kind === 'parca') ??
    parcas[0];
  const beside = wanted(parcas, asked.beside, 'link: beside');
  const asksFor = wanted(prometheuses, asked.prometheus, 'link: prometheus');
  const prometheus =
    asksFor ??
    (parca && pairedWith(parca, { prometheuses, defaults, wanted })) ??
    wanted(prometheuses, defaults.prometheus, 'settings: Prometheus') ??
    prometheuses.find((one) => one.isDefault) ??
    prometheuses[0];
  // Held against itself in one datasource needs no second one.
  return { parca, beside: beside === parca ? undefined : beside, prometheus, problems };
}

/** Charms exchange a datasource's name as its uid, so either one names it. */
export function find(
  list: readonly Datasource[],
  uidOrName: string | undefined,
): Datasource | undefined {
  return list.find((one) => one.uid === uidOrName) ?? list.find((one) => one.name === uidOrName);
}

function pairedWith(
  parca: Datasource,
  by: {
    readonly prometheuses: readonly Datasource[];
    readonly defaults: SourceDefaults;
    readonly wanted: (
      list: readonly Datasource[],
      name: string | undefined,
      where: string,
    ) => Datasource | undefined;
  },
): Datasource | undefined {
  const { prometheuses, defaults, wanted } = by;
  const pairing = defaults.pairings.find((pair) => find([parca], pair.parca));
  return (
    wanted(prometheuses, pairing?.prometheus, `settings: the Prometheus of ${parca.name}`) ??
    wanted(prometheuses, parca.linkedPrometheus, `${parca.name}: Prometheus`) ??
    ofSameModel(parca, prometheuses)
  );
}

/** `juju_<model>_<model uuid>_<application>`, and a unit's number from older charms. */
const COS_NAME = /^juju_.+_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_./;

/** UUID of the Juju model that a datasource was deployed in; undefined when its name says none. */
export function modelOf(name: string): string | undefined {
  return COS_NAME.exec(name)?.[1];
}

function ofSameModel(
  parca: Datasource,
  prometheuses: readonly Datasource[],
): Datasource | undefined {
  const model = modelOf(parca.name);
  if (model === undefined) return undefined;
  const there = prometheuses.filter((one) => modelOf(one.name) === model);
  return there.find((one) => one.isDefault) ?? there[0];
}
