import type { z } from 'zod';

/** What this browser keeps under a name; `otherwise` where it keeps nothing, or what another version or another page wrote there. */
export function readKept<T>(name: string, schema: z.ZodType<T>, otherwise: T): T {
  try {
    const text = window.localStorage.getItem(name);
    const parsed = text === null ? undefined : schema.safeParse(JSON.parse(text));
    return parsed?.success ? parsed.data : otherwise;
  } catch {
    return otherwise;
  }
}

/** For as long as the browser keeps it, which may be not at all. */
export function keep(name: string, value: unknown): void {
  try {
    window.localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Nothing depends on it: the page has its own state, and the link.
  }
}
