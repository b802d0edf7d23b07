import type { JujuTopology } from '#series';

/** Where Parca runs in Juju, when its own targets tell. */
export type ParcaPlace = JujuTopology | undefined;

const JUJU_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Label values come from elsewhere: what is no name of Juju's never becomes part of a command. */
export function jujuName(text: string | undefined, placeholder: string): string {
  return text !== undefined && JUJU_NAME.test(text) ? text : placeholder;
}

/** A word for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Relates the application to Parca, across models when it is known to be in another one. */
export function integrateCommand(topology: JujuTopology, parca: ParcaPlace): string {
  const application = jujuName(topology.application, 'APPLICATION');
  const model = jujuName(topology.model, 'MODEL');
  const server = jujuName(parca?.application, 'parca');
  const endpoint =
    topology.charm === 'parca-k8s' ? 'self-profiling-endpoint' : 'profiling-endpoint';
  if (parca === undefined || isSameModel(topology, parca))
    return `juju integrate -m ${model} ${application}:${endpoint} ${server}:profiling-endpoint`;
  const home = jujuName(parca.model, 'PARCA-MODEL');
  return [
    `juju offer ${model}.${application}:${endpoint}`,
    `juju consume -m ${home} ${model}.${application}`,
    `juju integrate -m ${home} ${application}:${endpoint} ${server}:profiling-endpoint`,
  ].join('\n');
}

export function statusCommand({ application, model }: JujuTopology): string {
  return `juju status -m ${jujuName(model, 'MODEL')} --relations ${jujuName(application, 'APPLICATION')}`;
}

/** Only options that parca-scrape-target has. */
export function configCommand(
  { application, model }: JujuTopology,
  option: 'scheme=http' | 'scheme=https' | 'tls_ca_cert="$(cat ca.pem)"' | 'tls_server_name=NAME',
): string {
  return `juju config -m ${jujuName(model, 'MODEL')} ${jujuName(application, 'APPLICATION')} ${option}`;
}

function isSameModel(a: JujuTopology, b: JujuTopology): boolean {
  return a.modelUuid !== undefined && b.modelUuid !== undefined
    ? a.modelUuid === b.modelUuid
    : a.model === b.model;
}
