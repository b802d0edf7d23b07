export { createPrometheusSource } from './prometheus-source';
