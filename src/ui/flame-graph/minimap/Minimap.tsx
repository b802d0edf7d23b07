import { useLayoutEffect, useMemo, useRef, type MouseEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { CallTree } from '#profile';
import { useElementSize } from '../../use-element-size';
import { boxAt } from '../canvas/layout';
import type { ColourScheme } from '../colour/colour-scheme';
import { paletteOf } from '../colour/palette';
import { MAP_PX, mapScene, type MapScene } from './map-scene';

export interface MinimapProps {
  readonly tree: CallTree;
  readonly widths: Float64Array;
  readonly colour: ColourScheme;
  readonly focus: number;
  readonly onFocus: (node: number) => void;
}

/** The whole graph in little, with what of it is shown large and the way there. For the mouse: the breadcrumbs say the same to all others. */
export function Minimap({ tree, widths, colour, focus, onFocus }: MinimapProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx, scale } = useElementSize(host);
  const scene = useMemo(
    () => mapScene(tree, { widths, focus, widthPx }),
    [tree, widths, focus, widthPx],
  );
  useLayoutEffect(() => {
    if (!canvas.current || widthPx === 0) return;
    const context = canvas.current.getContext('2d');
    if (!context) return;
    canvas.current.width = Math.round(widthPx * scale);
    canvas.current.height = Math.round(MAP_PX * scale);
    context.scale(scale, scale);
    const { fills } = paletteOf(colour.palette, theme.isDark);
    paintMap(context, scene, {
      fillOf: (node) => fills[colour.slotOf(node)]!,
      veil: theme.colors.background.primary,
      line: theme.colors.text.maxContrast,
      widthPx,
    });
  }, [scene, colour, widthPx, scale, theme]);

  function click(event: MouseEvent): void {
    const { left, top } = host.current!.getBoundingClientRect();
    const row = Math.floor((event.clientY - top) / scene.rowPx);
    const box = boxAt(scene.boxes, scene.rows, { x: event.clientX - left, row });
    onFocus(box < 0 ? 0 : scene.boxes.node[box]!);
  }

  return (
    <div
      ref={host}
      className={styles.map}
      aria-hidden="true"
      title="The whole graph: click to zoom to a part of it"
      data-minimap
      onClick={click}
    >
      <canvas ref={canvas} className={styles.canvas} />
    </div>
  );
}

interface MapLook {
  readonly fillOf: (node: number) => string;
  /** Over what is not shown large. */
  readonly veil: string;
  readonly line: string;
  readonly widthPx: number;
}

function paintMap(
  context: CanvasRenderingContext2D,
  { boxes, rowPx, path, region }: MapScene,
  { fillOf, veil, line, widthPx }: MapLook,
): void {
  const paint = (box: number) => {
    context.fillStyle = fillOf(boxes.node[box]!);
    context.fillRect(boxes.x[box]!, boxes.row[box]! * rowPx, boxes.width[box]!, rowPx);
  };
  for (let box = 0; box < boxes.length; box++) paint(box);
  context.globalAlpha = 0.6;
  context.fillStyle = veil;
  context.fillRect(0, 0, region.x, MAP_PX);
  context.fillRect(region.x + region.width, 0, widthPx, MAP_PX);
  context.fillRect(region.x, 0, region.width, region.y);
  context.globalAlpha = 1;
  for (const box of path) paint(box);
  context.strokeStyle = line;
  context.lineWidth = 1.5;
  // What is narrower than its own line is still seen.
  const width = Math.max(region.width, 3);
  const x = Math.min(region.x, widthPx - width);
  context.strokeRect(x + 0.75, region.y + 0.75, width - 1.5, MAP_PX - region.y - 1.5);
}

const getStyles = (theme: GrafanaTheme2) => ({
  map: css({
    position: 'relative',
    height: MAP_PX,
    marginBottom: theme.spacing(0.5),
    cursor: 'pointer',
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    overflow: 'hidden',
  }),
  canvas: css({ position: 'absolute', inset: 0, width: '100%', height: '100%' }),
});
