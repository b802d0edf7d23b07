import type { SetupCell } from './setup-advice';

const ALLOY_LABELS =
  'Keep namespace, pod and container as labels, and service_name where <namespace>/<container> is not what people call it.';

/** For each kind of program and place, what sends its profiles to a Pyroscope: https://grafana.com/docs/pyroscope/latest/configure-client/ */
export function pyroscopeSetup(): readonly SetupCell[] {
  return [
    {
      instrumentation: 'native',
      substrate: 'machine',
      component: 'an SDK in the program, or Grafana Alloy on the machine (pyroscope.scrape)',
      relation: '',
      message:
        'Give the profiles the labels that tell units apart: juju_model, juju_application and juju_unit where Juju runs them. ' +
        'Raw profiles of Go need delta_profiling_duration or godeltaprof: sent as they are, running totals are stored as such.',
      commands: [],
    },
    {
      instrumentation: 'native',
      substrate: 'kubernetes',
      component: 'Grafana Alloy (pyroscope.scrape), found by the annotations of pods',
      relation: 'pyroscope-coordinator-k8s takes profiles by OTLP, from a collector',
      message: ALLOY_LABELS,
      commands: [
        'helm repo add grafana https://grafana.github.io/helm-charts',
        'helm install alloy grafana/alloy --namespace pyroscope --values VALUES.yaml',
      ],
    },
    {
      instrumentation: 'native',
      substrate: 'neither',
      component: 'an SDK in the program: Go, Java, Python, Ruby, Node.js, .NET, Rust',
      relation: '',
      message: 'The name that the program gives itself becomes service_name.',
      commands: [],
    },
    {
      instrumentation: 'automatic',
      substrate: 'kubernetes',
      component:
        'Grafana Alloy (pyroscope.ebpf) as a DaemonSet, privileged, in the host’s PID namespace',
      relation: '',
      message: ALLOY_LABELS,
      commands: [],
    },
    {
      instrumentation: 'automatic',
      substrate: 'machine',
      component: 'Grafana Alloy (pyroscope.ebpf), as root',
      relation: '',
      message:
        'It samples CPU of every process of the machine; targets by process name become service_name.',
      commands: [],
    },
  ];
}
