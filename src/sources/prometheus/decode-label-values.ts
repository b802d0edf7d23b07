import { z } from 'zod';
import { parseWith } from './parse-with';
import type { PrometheusData } from './read-data';

const values = z.array(z.string());

/** The values as sent: sorted, without repetition. */
export function decodeLabelValues({ data }: PrometheusData): readonly string[] {
  return parseWith(values, data, 'data');
}
