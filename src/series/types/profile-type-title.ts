import { printProfileType, type ProfileType } from './profile-type';

interface Words {
  readonly title: string;
  readonly help: string;
}

const CPU_HELP = 'Time that the process spent on a processor.';
const ON_CPU_HELP = 'Time on a processor, sampled for every process of the machine from outside.';
const GPU_HELP = 'Time spent on the graphics processor.';
const FGPROF_HELP = 'Time that goroutines existed, whether they ran or waited.';
const ALLOCATED_HELP = 'Memory that was allocated, freed memory included.';
const OBJECTS_HELP = 'Objects that were allocated, freed ones included.';

/** By the whole printed type: where the same sample type means something else. */
const EXACT = new Map<string, Words>([
  ['process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta', { title: 'CPU time', help: CPU_HELP }],
  [
    'process_cpu:samples:count:cpu:nanoseconds:delta',
    { title: 'CPU time (from samples)', help: `${CPU_HELP} Counted in samples.` },
  ],
  [
    'fgprof:time:nanoseconds:wallclock:nanoseconds:delta',
    { title: 'Wall-clock time (fgprof)', help: FGPROF_HELP },
  ],
  [
    'fgprof:samples:count:wallclock:nanoseconds:delta',
    { title: 'Wall-clock time (fgprof, from samples)', help: FGPROF_HELP },
  ],
  [
    'parca_agent:samples:count:cpu:nanoseconds:delta',
    { title: 'CPU time (eBPF agent)', help: ON_CPU_HELP },
  ],
  [
    'parca_agent_cpu:samples:count:cpu:nanoseconds:delta',
    { title: 'CPU time (eBPF agent, old name)', help: ON_CPU_HELP },
  ],
  [
    'otel_profiling_agent_on_cpu:samples:count:cpu:nanoseconds:delta',
    { title: 'CPU time (OpenTelemetry agent)', help: ON_CPU_HELP },
  ],
  [
    'go_opentelemetry_io_ebpf_profiler:samples:count:cpu:nanoseconds:delta',
    { title: 'CPU time (OpenTelemetry eBPF profiler)', help: ON_CPU_HELP },
  ],
  [
    'parca_agent:wallclock:nanoseconds:samples:count:delta',
    {
      title: 'Off-CPU time (eBPF agent)',
      help: 'Time that threads waited: for locks, disks, networks or their turn.',
    },
  ],
  [
    'parca_agent:cuda:nanoseconds:cuda:nanoseconds:delta',
    { title: 'GPU time (CUDA)', help: GPU_HELP },
  ],
  [
    'parca_agent:gpu_time:nanoseconds:gpu_time:nanoseconds:delta',
    { title: 'GPU time', help: GPU_HELP },
  ],
  [
    'parca_agent:gpu_kernel_time:nanoseconds:gpu_kernel_time:nanoseconds:delta',
    { title: 'GPU kernel time', help: 'Time that kernels ran on the graphics processor.' },
  ],
  [
    'parca_agent:gpu_pcsample:count:gpu_pcsample:nanoseconds:delta',
    {
      title: 'GPU instructions',
      help: 'Samples of the instruction that the graphics processor was at.',
    },
  ],
]);

/** By `sampleType:sampleUnit` of any name, or by `name/sampleType:sampleUnit` where the name tells more. */
const BY_SAMPLE = new Map<string, Words>([
  [
    'inuse_space:bytes',
    { title: 'Memory in use', help: 'Memory that is allocated and not yet freed.' },
  ],
  [
    'inuse_objects:count',
    { title: 'Objects in use', help: 'Objects that are allocated and not yet freed.' },
  ],
  ['alloc_space:bytes', { title: 'Memory allocated', help: ALLOCATED_HELP }],
  ['alloc_objects:count', { title: 'Allocated objects', help: OBJECTS_HELP }],
  [
    'goroutine:count',
    { title: 'Goroutines', help: 'Goroutines that exist, by the place where they are.' },
  ],
  [
    'mutex/delay:nanoseconds',
    {
      title: 'Lock contention (mutex delay)',
      help: 'Time that others waited for locks, by who held the lock.',
    },
  ],
  [
    'mutex/contentions:count',
    {
      title: 'Lock contentions',
      help: 'How often others waited for a lock, by who held it.',
    },
  ],
  [
    'block/delay:nanoseconds',
    {
      title: 'Blocking time',
      help: 'Time spent waiting for locks, channels and timers.',
    },
  ],
  [
    'block/contentions:count',
    {
      title: 'Blocking events',
      help: 'How often something waited for a lock, channel or timer.',
    },
  ],
  [
    'wall:nanoseconds',
    { title: 'Wall-clock time', help: 'Time that threads existed, whether they ran or waited.' },
  ],
  ['alloc_in_new_tlab_bytes:bytes', { title: 'Memory allocated', help: ALLOCATED_HELP }],
  ['alloc_in_new_tlab_objects:count', { title: 'Allocated objects', help: OBJECTS_HELP }],
  ['alloc_size:bytes', { title: 'Memory allocated', help: ALLOCATED_HELP }],
  ['alloc_samples:count', { title: 'Allocated objects', help: OBJECTS_HELP }],
  [
    'lock_time:nanoseconds',
    { title: 'Lock contention', help: 'Time that threads waited for locks.' },
  ],
  [
    'lock_count:count',
    { title: 'Lock contentions', help: 'How often a thread waited for a lock.' },
  ],
  ['exception:count', { title: 'Exceptions', help: 'Exceptions that were thrown.' }],
]);

/** Of a running total that is shown as such. */
function sinceStart({ title, help }: Words): Words {
  return {
    title: `${title}, since the start`,
    help: `${help.slice(0, -1)}, in all since each process started.`,
  };
}

function wordsOf(type: ProfileType): Words | undefined {
  const words = plainWordsOf(type);
  return words && type.runningTotal ? sinceStart(words) : words;
}

function plainWordsOf(type: ProfileType): Words | undefined {
  if (type.counted) return countedWords(type);
  const sample = `${type.sampleType}:${type.sampleUnit}`;
  const exact = type.delta ? EXACT.get(printProfileType(type)) : undefined;
  return exact ?? BY_SAMPLE.get(`${type.name}/${sample}`) ?? BY_SAMPLE.get(sample);
}

function countedWords({ name, periodType }: ProfileType): Words {
  const of = periodType === 'cpu' || name === 'process_cpu' ? 'CPU' : spaced(name);
  const help = 'How many samples the profiler took; the time that each stands for is not told.';
  return { title: `${of} samples`, help };
}

const spaced = (text: string) => text.replaceAll('_', ' ');

/** The usual name of a type: `CPU time`, `Memory in use`. An unknown type is spelt from its parts. */
export function profileTypeTitle(type: ProfileType): string {
  const known = wordsOf(type);
  if (known) return known.title;
  const { name, sampleType, sampleUnit } = type;
  const what = name === sampleType ? spaced(name) : `${spaced(name)}: ${spaced(sampleType)}`;
  const unit = sampleUnit === '' ? '' : ` (${sampleUnit})`;
  return what.charAt(0).toUpperCase() + what.slice(1) + unit;
}

/** Of a type that is known by its sample type alone, as a file's is; undefined: there are no words for it. */
export function knownTypeTitle(type: ProfileType): string | undefined {
  return wordsOf(type)?.title;
}

/** One sentence on what the type measures. */
export function profileTypeHelp(type: ProfileType): string {
  return wordsOf(type)?.help ?? `The profile type ${printProfileType(type)}.`;
}
