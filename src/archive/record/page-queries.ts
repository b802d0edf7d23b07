/**
 * What the pages ask of Prometheus beside a profile, without matchers. Of `A or B` both operands are here: a replay answers the whole
 * from them, and each alone.
 */
export const PAGE_QUERIES: readonly string[] = [
  'up',
  'rate(process_cpu_seconds_total[1m])',
  'rate(process_cpu_seconds_total[5m])',
  'process_resident_memory_bytes',
  'go_memstats_heap_inuse_bytes',
  'go_goroutines',
];
