import type { DataSourceJsonData } from '@grafana/data';

/** `jsonData` of a datasource's settings; Grafana's proxy reads the rest of it (headers, TLS, OAuth) itself. */
export interface ParcaOptions extends DataSourceJsonData {
  /** Seconds, as Grafana's own field saves it: a number or its text. */
  readonly timeout?: number | string;
  /** What answers at the URL; a Parca when missing. */
  readonly kind?: 'parca' | 'pyroscope';
  /** The Prometheus datasource with the metrics of the same units. */
  readonly prometheusUid?: string;
}
