import { labelsOfTopology, type JujuTopology } from '#series';
import { jujuName, shellQuote } from './juju-commands';

/** native: the program serves profiles itself (Go's pprof). automatic: an agent samples it from outside, CPU only. */
type Instrumentation = 'native' | 'automatic';
type Substrate = 'machine' | 'kubernetes' | 'neither';

export interface SetupCell {
  readonly instrumentation: Instrumentation;
  readonly substrate: Substrate;
  /** What it takes. */
  readonly component: string;
  /** Between which endpoints; '' where Juju has no part in it. */
  readonly relation: string;
  readonly message: string;
  /** For a shell, in this order; none where nothing is ready to run. Words in capitals are to be filled in. */
  readonly commands: readonly string[];
}

export interface SetupNames {
  readonly application?: string;
  readonly model?: string;
  readonly parca?: string;
  /** `host:port` of a program outside Juju. */
  readonly address?: string;
}

/** For each kind of program and place, the component that profiles it and how to connect that to Parca. */
export function setupMatrix(names: SetupNames = {}): readonly SetupCell[] {
  const application = jujuName(names.application, 'APPLICATION');
  const parca = jujuName(names.parca, 'parca');
  const model = names.model === undefined ? '' : ` -m ${jujuName(names.model, 'MODEL')}`;
  const profiling = `juju integrate${model} ${application}:profiling-endpoint ${parca}:profiling-endpoint`;
  const relation = '<app>:profiling-endpoint – parca:profiling-endpoint';
  return [
    {
      instrumentation: 'native',
      substrate: 'machine',
      component: 'the charm of the application, with a profiling-endpoint',
      relation,
      message:
        'From a machine model to Parca in Kubernetes: offer the endpoint there, consume it beside Parca, and make sure that Parca can reach ' +
        "the machine's address.",
      commands: [profiling],
    },
    {
      instrumentation: 'native',
      substrate: 'kubernetes',
      component: 'the charm of the application, with a profiling-endpoint',
      relation,
      message:
        'Every unit becomes a target of its own when the charm lists a wildcard address (*:port).',
      commands: [profiling],
    },
    nativeOutside(names, parca),
    agentOnMachine(application, model, parca),
    {
      instrumentation: 'automatic',
      substrate: 'kubernetes',
      component: 'parca-agent as a DaemonSet',
      relation: '',
      message:
        "There is no charm for it yet. Upstream's kubernetes-config.yaml runs it; point its --remote-store-address at Parca.",
      commands: [],
    },
    agentOutside(),
  ];
}

function nativeOutside(names: SetupNames, parca: string): SetupCell {
  const address = isAddress(names.address) ? names.address : 'HOST:PORT';
  return {
    instrumentation: 'native',
    substrate: 'neither',
    component: 'parca-scrape-target, one application for each endpoint',
    relation: 'parca-scrape-target:profiling-endpoint – parca:profiling-endpoint',
    message:
      'All addresses of one parca-scrape-target have the same labels, so their profiles would become one series. Without Juju, add the ' +
      "address to scrape_configs of Parca's parca.yaml.",
    commands: [
      `juju deploy parca-scrape-target NAME --config targets=${address}`,
      `juju integrate NAME:profiling-endpoint ${parca}:profiling-endpoint`,
    ],
  };
}

const isAddress = (address: string | undefined): address is string =>
  address !== undefined && /^[\w.[\]:-]+:\d+$/.test(address);

function agentOnMachine(application: string, model: string, parca: string): SetupCell {
  return {
    instrumentation: 'automatic',
    substrate: 'machine',
    component: 'parca-agent, a subordinate charm',
    relation: 'parca-agent:parca-store-endpoint – parca:parca-store-endpoint',
    message:
      'It samples CPU only, of every process of the machine, and has to run on the host or a virtual machine: inside an LXD system ' +
      'container eBPF is not allowed. Its profiles have no Juju labels; the last command adds them, for each unit.',
    commands: [
      `juju deploy${model} parca-agent`,
      `juju integrate${model} ${application}:juju-info parca-agent:juju-info`,
      `juju integrate${model} parca-agent:parca-store-endpoint ${parca}:parca-store-endpoint`,
      externalLabelsCommand(undefined),
    ],
  };
}

function agentOutside(): SetupCell {
  return {
    instrumentation: 'automatic',
    substrate: 'neither',
    component: 'the snap parca-agent',
    relation: '',
    message: 'It samples CPU only, of every process of the machine, and pushes to Parca.',
    commands: [
      'sudo snap install parca-agent --classic',
      'sudo snap set parca-agent remote-store-address=PARCA-HOST:PORT remote-store-insecure=true',
      'sudo snap start --enable parca-agent',
    ],
  };
}

const UNKNOWN_UNIT = {
  model: 'MODEL',
  modelUuid: 'UUID',
  application: 'APPLICATION',
  unit: 'APPLICATION/N',
};

/** Gives the profiles of one machine's agent the Juju labels that its charm does not set. `agentUnit`: `parca-agent/0`. */
export function externalLabelsCommand(
  topology: JujuTopology | undefined,
  agentUnit = 'parca-agent/N',
): string {
  const { model, modelUuid, application, unit } = { ...UNKNOWN_UNIT, ...topology };
  const labels = Object.entries(labelsOfTopology({ model, modelUuid, application, unit }));
  // The agent splits the text itself, so a value is only what names are made of.
  const value = labels.map(([name, text]) => `${name}=${text.replace(/[^\w./-]/g, '')}`).join(';');
  const agent = /^[a-z0-9-]+\/(\d+|N)$/.test(agentUnit) ? agentUnit : 'parca-agent/N';
  return `juju exec --unit ${agent} -- snap set parca-agent ${shellQuote(`metadata-external-labels=${value}`)}`;
}

export interface ChecklistItem {
  readonly relation: string;
  readonly purpose: string;
  readonly command: string;
}

/** What a whole set-up relates, in the order in which it is needed. */
export function relationsChecklist(names: SetupNames = {}): readonly ChecklistItem[] {
  const application = jujuName(names.application, 'APPLICATION');
  const parca = jujuName(names.parca, 'parca');
  const item = (from: string, to: string, purpose: string): ChecklistItem => ({
    relation: `${from} – ${to}`,
    purpose,
    command: `juju integrate ${from} ${to}`,
  });
  return [
    item(`${application}:profiling-endpoint`, parca, 'Parca scrapes the application'),
    item(`${application}:metrics-endpoint`, 'prometheus', 'its metrics stand beside its profiles'),
    item(`${parca}:grafana-source`, 'grafana', 'Grafana has Parca as a datasource'),
    item(`${parca}:metrics-endpoint`, 'prometheus', "Parca's own health can be asked for"),
    item('parca-agent:parca-store-endpoint', parca, 'agents push to Parca'),
    item('parca-agent:cos-agent', 'otelcol', "the agents' health can be asked for"),
    item('grafana:receive-ca-cert', 'ca', "Grafana trusts Parca's certificate"),
    item(`${parca}:ingress`, 'traefik', 'Parca is reached from other models'),
  ];
}
