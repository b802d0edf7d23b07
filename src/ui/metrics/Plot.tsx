import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import { useStyles2, useTheme2 } from '@grafana/ui';
import uPlot from 'uplot';
import { plotInput, type PlotModel } from './plot-options';

export type PlotProps = Omit<PlotModel, 'ink'> & { readonly summary: string };

/** Lines and axes of one chart on a canvas. Where there is no canvas (a test's DOM) it stays empty; its summary is there. */
export const Plot = memo(function Plot({ summary, ...model }: PlotProps) {
  const styles = useStyles2(getStyles);
  const element = useRef<HTMLDivElement>(null);
  const theme = useTheme2();
  const { series, looks, unit, range, widthPx, heightPx, hasTimeLabels, timeZone } = model;
  const { start, end } = range;
  const input = useMemo(
    () =>
      plotInput({
        ...{ series, looks, unit, widthPx, heightPx, hasTimeLabels, timeZone },
        range: { start, end },
        ink: {
          text: theme.colors.text.secondary,
          grid: theme.colors.border.weak,
          font: `11px ${theme.typography.fontFamily}`,
        },
      }),
    [series, looks, unit, start, end, widthPx, heightPx, hasTimeLabels, timeZone, theme],
  );
  useLayoutEffect(() => {
    if (!element.current || widthPx === 0 || typeof Path2D === 'undefined') return;
    const plot = new uPlot(input.options, input.data, element.current);
    return () => plot.destroy();
  }, [input, widthPx]);
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
