import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { createLivePlot, type LivePlot } from './live-plot';
import type { PlotModel } from './plot-options';

export type PlotProps = Omit<PlotModel, 'ink'> & { readonly summary: string };

/** Lines and axes of one chart on a canvas. Where there is no canvas (a test's DOM) it stays empty; its summary is there. */
export const Plot = memo(function Plot({ summary, ...model }: PlotProps) {
  const styles = useStyles2(getStyles);
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<LivePlot>();
  const theme = useTheme2();
  const ink = useMemo(
    () => ({
      text: theme.colors.text.secondary,
      grid: theme.colors.border.weak,
      font: `11px ${theme.typography.fontFamily}`,
    }),
    [theme],
  );
  useLayoutEffect(() => {
    if (!element.current || model.widthPx === 0 || typeof Path2D === 'undefined') return;
    plot.current ??= createLivePlot(element.current);
    plot.current.draw({ ...model, ink });
  });
  useLayoutEffect(
    () => () => {
      plot.current?.destroy();
      plot.current = undefined;
    },
    [],
  );
  return <div ref={element} className={styles.plot} role="img" aria-label={summary} />;
});

/** The part of uPlot's style sheet that a plot without cursor and legend needs; a plugin ships no style sheets. */
const getStyles = () => ({
  plot: css({
    '.u-wrap': { position: 'relative', userSelect: 'none' },
    '.u-over, .u-under, .u-axis': { position: 'absolute' },
    canvas: { display: 'block', position: 'relative', width: '100%', height: '100%' },
  }),
});
