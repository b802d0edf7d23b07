import type { Judgement } from '#comparison';
import type { PanelView } from './panel-view';

export interface PanelJudgement {
  /** Of all functions; undefined: nothing is known of what is shown. */
  readonly judgement?: Judgement;
  /** Why the judgement that came with the frame is not of what is shown. */
  readonly why?: string;
}

/** A frame's slices were tested once, by the datasource: of all stacks, and one way round. */
export function judgementOf({ profiles, view }: PanelView, swapped: boolean): PanelJudgement {
  const { judgement } = profiles;
  if (!judgement) return {};
  if (swapped) return { why: 'Noise was tested the other way round only.' };
  if (view.removed.some((value) => value !== 0))
    return { why: 'Noise was tested of all stacks, not of those that are shown.' };
  return { judgement };
}
