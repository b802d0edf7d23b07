export { PagesRoot } from './PagesRoot';
export { PictureOnly } from './PictureOnly';
export {
  absoluteRange,
  type BarView,
  type ElsewhereLink,
  type Host,
  type PageLocation,
} from './state/host';
export type { FilesBeside } from './compare/sides/file/file-beside';
export type { ArchiveSink } from './save/archive-sink';
export type { SetDisplay } from './state/view/use-view-state';
export {
  DEFAULT_DISPLAY,
  DEFAULT_VIEW,
  PAGES,
  type DisplayState,
  type PageName,
  type ViewState,
} from './state/view/view-state';
export type { Dismissal, Dismissals } from './state/dismissals';
export { landingPage, printView } from './state/view/view-url';
/** @internal For tests of other rooms. */
export { parseView } from './state/view/view-url';
export { resolveRange } from './state/range';
export { linksOf } from './changes/finding/finding-links';
export { findingText } from './changes/finding/finding-text';
export { useTree } from './flame/view/use-tree';
export { ComparisonAnswer } from './compare/answer/ComparisonAnswer';
export { RowSlices, verdictsOf } from './compare/verdicts/row-verdicts';
export { type FlameFit } from './flame/flame-fit';
export { answerMessage } from './compare/answer/answer-message';
export { shownAs } from './compare/verdicts/exported-verdicts';
export { exportFacts } from './flame/export/export-facts';
export { FlameSection } from './flame/FlameSection';
export { NormalisationChoice } from './compare/requests/NormalisePicker';
export {
  compareView,
  scaleView,
  type ComparedView,
  type ScaledView,
} from './flame/view/scaled-view';
export { viewOptionsOf } from './state/view/view-options';
