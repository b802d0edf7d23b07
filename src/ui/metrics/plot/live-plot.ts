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

export interface LivePlot {
  /** Changes what differs from the model before; only other lines, another unit or another theme make a new uPlot. */
  draw(model: PlotModel): void;
  destroy(): void;
}

/** A uPlot in `element` that follows its model. */
export function createLivePlot(element: HTMLElement): LivePlot {
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
