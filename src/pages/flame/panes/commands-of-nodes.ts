import type { FrameCommand } from '#ui';
import { subjectOfFrame } from '../actions/subject';
import type { PaneProps } from './LinkedPanes';

/** What is done to a node of the tree, wherever it is drawn, is done to its function, or to what it is rolled up to. */
export const commandsOfNodes =
  ({ tree, display, onCommand, setFocus }: PaneProps) =>
  (command: FrameCommand, node: number, at: { readonly x: number; readonly y: number }): void => {
    const by = display.rolledUp ? display.by : 'function';
    const subject = subjectOfFrame(tree, tree.frame[node]!, by);
    onCommand({ command, at, subject, onZoom: () => setFocus(node) });
  };
