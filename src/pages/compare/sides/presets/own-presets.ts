import { useState } from 'react';
import { z } from 'zod';
import type { OwnPreset } from '#comparison';
import { MATCHER_OPS } from '#series';
import { keep, readKept } from '../../../state/kept';

const KEY = 'parcascope.baseline-presets';
const MOST = 12;

const schema: z.ZodType<readonly OwnPreset[]> = z
  .array(
    z.object({
      name: z.string(),
      days: z.number().int().nonnegative(),
      ms: z.number(),
      matchers: z
        .array(z.object({ name: z.string(), op: z.enum(MATCHER_OPS), value: z.string() }))
        .optional(),
    }),
  )
  .max(MOST);

export interface OwnPresets {
  readonly presets: readonly OwnPreset[];
  /** Of the name in place of another one; without room the oldest one goes. */
  readonly save: (preset: OwnPreset) => void;
  readonly remove: (name: string) => void;
}

/** Kept by the browser, so that they are there again on every page of it; not in links, which say the sides themselves. */
export function useOwnPresets(): OwnPresets {
  const [presets, setPresets] = useState(() => readKept(KEY, schema, []));
  const set = (next: readonly OwnPreset[]) => {
    setPresets(next);
    keep(KEY, next);
  };
  const without = (name: string) => presets.filter((preset) => preset.name !== name);
  return {
    presets,
    save: (preset) => set([...without(preset.name), preset].slice(-MOST)),
    remove: (name) => set(without(name)),
  };
}
