import { useStyles2, useTheme2 } from '@grafana/ui';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import type { CallTree } from '#profile';
import type { PointerPlace } from '../floating-card/FloatingCard';
import { commandOf, type FrameCommand } from '../keys/frame-commands';
import { useElementSize } from '../use-element-size';
import type { ColourScheme } from './colour/colour-scheme';
import { describeFolded, nodeName, withFolded, type FrameDescription } from './describe';
import { flameGraphStyles, NARROW_PX } from './flame-graph-styles';
import { FrameTooltip } from './FrameTooltip';
import { ActiveFrame } from './keyboard/ActiveFrame';
import { moveFocus, widerCaller } from './keyboard/move-focus';
import { foldedBelow, foldedIn } from './canvas/folded';
import { boxAt } from './canvas/layout';
import { ROW_PX, type Highlights } from './canvas/paint';
import { narrowText } from './narrow-text';
import { paletteOf } from './colour/palette';
import { createRenderer, type Renderer } from './canvas/renderer';
import { buildScene } from './canvas/scene';

export interface FlameGraphProps {
  readonly tree: CallTree;
  /** Additive, one a node: `buildWidths`. */
  readonly widths: Float64Array;
  readonly colour: ColourScheme;
  /** The node that fills the width; 0 is the whole graph. */
  readonly focus: number;
  readonly onFocus: (node: number) => void;
  readonly selected?: number | undefined;
  readonly onSelect: (node: number) => void;
  /** One byte a row of the frame table, 1 where a search matches; the others are dimmed. */
  readonly matches?: Uint8Array | undefined;
  /** Row of the frame table whose function is highlighted wherever it is. Default: the one under the pointer. */
  readonly highlightedFrame?: number | undefined;
  readonly onHoverFrame?: (row: number | undefined) => void;
  /** `buildDescriber` */
  readonly describe: (node: number) => FrameDescription;
  /** A key's, or of a right click: with the node that it is about and where that is in the window. Absent: such keys are left to others. */
  readonly onCommand?: (command: FrameCommand, node: number, at: PointerPlace) => void;
  /** What the graph is of, for who cannot see it. */
  readonly label?: string;
  /** A taller graph scrolls. */
  readonly maxHeightPx?: number;
}

interface Hover {
  /** What the node is of: another tree may come under a resting pointer. */
  readonly tree: CallTree;
  readonly place: Place;
  readonly pointer: PointerPlace;
}

/** A frame, or (`strip`) the folded callees of one. */
interface Place {
  readonly node: number;
  readonly strip?: number;
}

/** The root is on top; callees hang below their caller. */
export function FlameGraph(props: FlameGraphProps) {
  const { tree, widths, focus, selected, describe, label = 'Flame graph' } = props;
  const { maxHeightPx = 640, onSelect, onFocus, onHoverFrame, onCommand } = props;
  const styles = useStyles2(flameGraphStyles);
  const id = useId();
  const host = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<Hover>();
  const hover = pointed?.tree === tree ? pointed : undefined;
  const { widthPx, scale } = useElementSize(host);
  const scene = useScene(props, widthPx);
  const narrow = narrowText(scene.narrow);
  const roomPx = narrow === '' ? maxHeightPx : Math.max(ROW_PX, maxHeightPx - NARROW_PX);
  const heightPx = Math.min(scene.rows.count * ROW_PX + 1, roomPx);
  const hovered = hover && hover.place.strip === undefined ? hover.place.node : undefined;
  const highlights = useHighlights(props, hovered);
  const { stage, renderer } = useRenderer();
  const active = selected ?? focus;

  useLayoutEffect(() => revealRow(host.current, tree.depth[focus]!, 3), [tree, focus]);
  useLayoutEffect(() => {
    if (selected !== undefined) revealRow(host.current, tree.depth[selected]!, 0);
  }, [tree, selected]);
  useLayoutEffect(
    () => renderer.current?.draw({ ...scene, heightPx }, host.current!.scrollTop),
    [renderer, scene, heightPx, scale],
  );
  useLayoutEffect(() => renderer.current?.highlight(highlights), [renderer, highlights]);

  function placeAt(event: MouseEvent): Place | undefined {
    const { left, top } = stage.current!.getBoundingClientRect();
    const row = Math.floor((event.clientY - top - 0.5 + host.current!.scrollTop) / ROW_PX);
    const at = { x: event.clientX - left, row };
    const box = boxAt(scene.boxes, scene.rows, at);
    if (box >= 0) return { node: scene.boxes.node[box]! };
    const strip = boxAt(scene.folded, scene.foldedRows, at);
    return strip < 0 ? undefined : { node: scene.folded.caller[strip]!, strip };
  }

  function moveTo(event: MouseEvent): void {
    const place = placeAt(event);
    const node = place && place.strip === undefined ? place.node : undefined;
    if (node !== hovered) onHoverFrame?.(rowOf(tree, node));
    const pointer = { x: event.clientX, y: event.clientY };
    setPointed(place && { pointer, tree, place });
  }

  function leave(): void {
    if (hover) onHoverFrame?.(undefined);
    setPointed(undefined);
  }

  function click(event: MouseEvent): void {
    const place = placeAt(event);
    if (!place) return;
    // Nothing of a strip can be selected but its caller.
    if (place.strip !== undefined) onFocus(place.node);
    onSelect(place.node);
  }

  function zoom(event: MouseEvent): void {
    const place = placeAt(event);
    if (place) onFocus(place.node);
  }

  function openMenu(event: MouseEvent): void {
    const place = placeAt(event);
    if (!place || !onCommand) return;
    event.preventDefault();
    onSelect(place.node);
    onCommand('menu', place.node, { x: event.clientX, y: event.clientY });
  }

  /** In the window: the left end of a frame that is drawn, else the graph's corner. */
  function pointOf(node: number): PointerPlace {
    const { left, top } = stage.current!.getBoundingClientRect();
    const box = scene.boxes.node.indexOf(node);
    if (box < 0) return { x: left, y: top };
    const row = scene.boxes.row[box]! + 1;
    return { x: left + scene.boxes.x[box]!, y: top + row * ROW_PX - host.current!.scrollTop };
  }

  const { folded } = scene;
  const describeDrawn = (node: number) => withFolded(describe(node), foldedBelow(folded, node));
  const describePlace = ({ node, strip }: Place) =>
    strip === undefined
      ? describeDrawn(node)
      : describeFolded(foldedIn(folded, strip), {
          caller: nodeName(tree, node),
          isWidest: widths[node]! >= widths[focus]!,
        });

  function press(event: KeyboardEvent): void {
    const walk = { tree, widths, focus };
    const target = moveFocus(walk, active, event.key);
    const command = onCommand && commandOf(event);
    if (target !== undefined) onSelect(target);
    else if (command) onCommand(command, active, pointOf(active));
    else if (event.key === 'Enter') onFocus(active);
    else if (event.key === 'Escape' && focus !== 0) onFocus(0);
    else if (event.key === 'Backspace' && focus !== 0) onFocus(widerCaller(walk));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <div
        ref={host}
        className={styles.host}
        style={{ maxHeight: roomPx }}
        role="treegrid"
        aria-label={label}
        aria-activedescendant={`${id}-${active}`}
        tabIndex={0}
        data-state="drawing"
        onScroll={(event) => renderer.current?.scrollTo(event.currentTarget.scrollTop)}
        onMouseMove={moveTo}
        onMouseLeave={leave}
        onClick={click}
        onDoubleClick={zoom}
        onContextMenu={openMenu}
        onKeyDown={press}
      >
        <div role="presentation" style={{ height: scene.rows.count * ROW_PX + 1 }}>
          <div
            ref={stage}
            role="presentation"
            className={styles.stage}
            style={{ height: heightPx }}
          >
            <canvas className={styles.frames} aria-hidden="true" />
            <canvas className={styles.highlights} aria-hidden="true" />
          </div>
        </div>
        <ActiveFrame
          id={`${id}-${active}`}
          walk={{ tree, widths, focus }}
          node={active}
          description={describeDrawn(active)}
        />
        {hover && (
          <FrameTooltip
            key={`${hover.place.node} ${hover.place.strip}`}
            description={describePlace(hover.place)}
            pointer={hover.pointer}
          />
        )}
      </div>
      {narrow !== '' && <div className={styles.narrow}>{narrow}</div>}
    </>
  );
}

function useScene(props: FlameGraphProps, widthPx: number) {
  const { tree, widths, focus, colour, matches } = props;
  const theme = useTheme2();
  return useMemo(
    () =>
      buildScene({
        tree,
        widths,
        focus,
        widthPx,
        colour,
        matches,
        palette: paletteOf(colour.palette, theme.isDark),
        font: `12px ${theme.typography.fontFamily}`,
        background: theme.colors.background.primary,
        foldedLook: {
          fill: theme.colors.background.secondary,
          line: theme.colors.border.medium,
          ink: theme.colors.text.primary,
        },
      }),
    [tree, widths, focus, widthPx, colour, matches, theme],
  );
}

function useHighlights(props: FlameGraphProps, hovered: number | undefined): Highlights {
  const { tree, selected, highlightedFrame } = props;
  const theme = useTheme2();
  const row = highlightedFrame ?? rowOf(tree, hovered);
  return useMemo(
    () => ({
      isHighlighted: isFunction(tree, row),
      hovered,
      selected,
      colour: theme.colors.text.maxContrast,
    }),
    [tree, row, hovered, selected, theme],
  );
}

/** The renderer lives as long as its canvases. */
function useRenderer() {
  const stage = useRef<HTMLDivElement>(null);
  const renderer = useRef<Renderer>();
  useLayoutEffect(() => {
    const [frames, highlights] = stage.current!.children;
    if (!(frames instanceof HTMLCanvasElement && highlights instanceof HTMLCanvasElement)) return;
    const host = stage.current!.closest<HTMLElement>('[data-state]')!;
    renderer.current = createRenderer({ host, frames, highlights });
  }, []);
  useEffect(() => {
    const forget = () => renderer.current?.forgetFont();
    document.fonts?.addEventListener('loadingdone', forget);
    return () => document.fonts?.removeEventListener('loadingdone', forget);
  }, []);
  return { stage, renderer };
}

function revealRow(host: HTMLElement | null, row: number, above: number): void {
  if (!host) return;
  const top = Math.max(0, row - above) * ROW_PX;
  const bottom = (row + 1) * ROW_PX;
  if (top < host.scrollTop) host.scrollTop = top;
  else if (bottom > host.scrollTop + host.clientHeight)
    host.scrollTop = above > 0 ? top : bottom - host.clientHeight;
}

function rowOf({ frame }: CallTree, node: number | undefined): number | undefined {
  const row = node === undefined ? -1 : frame[node]!;
  return row < 0 ? undefined : row;
}

/** Frames of one function can differ by file or binary; without a name only the frame itself counts. */
function isFunction({ frame, frames }: CallTree, lit: number | undefined) {
  if (lit === undefined) return undefined;
  const name = frames.functionName[lit];
  return (node: number) => {
    const row = frame[node]!;
    return row === lit || (!!name && row >= 0 && frames.functionName[row] === name);
  };
}
