import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import { useStyles2, useTheme2 } from '@grafana/ui';
import uPlot from 'uplot';
import {
  fixedParts,
  layoutPlot,
  plotData,
  plotOptions,
  plotSize,
  type PlotLayout,
  type PlotModel,
} from './plot-options';

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

interface LivePlot {
  /** Changes what differs from the model before; only other lines, another unit or another theme make a new uPlot. */
  draw(model: PlotModel): void;
  destroy(): void;
}

/** A uPlot in `element` that follows its model. */
function createLivePlot(element: HTMLElement): LivePlot {
  let drawn: { readonly plot: uPlot; readonly parts: string; layout: PlotLayout } | undefined;

  const destroy = () => {
    drawn?.plot.destroy();
    drawn = undefined;
  };
  const draw = (model: PlotModel) => {
    const parts = fixedParts(model);
    if (drawn?.parts === parts) {
      if (isSame(drawn.layout.model, model)) return;
      const before = drawn.layout.model;
      drawn.layout = layoutPlot(model);
      update(drawn.plot, before, drawn.layout);
      return;
    }
    destroy();
    const layout = layoutPlot(model);
    const mine = { parts, layout };
    const plot = new uPlot(
      plotOptions(() => mine.layout),
      plotData(layout),
      element,
    );
    drawn = Object.assign(mine, { plot });
  };
  return { draw, destroy };
}

function isSame(a: PlotModel, b: PlotModel): boolean {
  return (
    a.series === b.series &&
    a.range.start === b.range.start &&
    a.range.end === b.range.end &&
    a.widthPx === b.widthPx &&
    a.heightPx === b.heightPx &&
    a.hasTimeLabels === b.hasTimeLabels &&
    a.timeZone === b.timeZone
  );
}

/** A redraw asks the options for scales and labels again. */
function update(plot: uPlot, before: PlotModel, layout: PlotLayout): void {
  const { model } = layout;
  const size = plotSize(model);
  plot.batch(() => {
    if (size.width !== plot.width || size.height !== plot.height) plot.setSize(size);
    if (model.series !== before.series) plot.setData(plotData(layout), false);
    plot.redraw(true, true);
  });
}
