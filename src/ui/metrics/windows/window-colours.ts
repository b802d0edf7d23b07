import type { GrafanaTheme2 } from '@grafana/data';
import type { WindowKind } from '../timeline-types';

/** Baseline blue and comparison orange, as everywhere; the window of one profile has no side. */
export function windowColours(theme: GrafanaTheme2): Readonly<Record<WindowKind, string>> {
  return theme.isDark
    ? { window: '#aeb4c0', baseline: '#5794f2', comparison: '#ff9830' }
    : { window: '#5d6370', baseline: '#1f60c4', comparison: '#d9730d' };
}
