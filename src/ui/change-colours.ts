import type { GrafanaTheme2 } from '@grafana/data';

/** Of text: what grew is orange, what shrank is blue, and never red against green. */
export function grewColour({ isDark }: GrafanaTheme2): string {
  return isDark ? '#ffa65c' : '#9c4a00';
}

export function shrankColour({ isDark }: GrafanaTheme2): string {
  return isDark ? '#7cb8ff' : '#1b5aa8';
}
