export { PagesRoot, type PagesRootProps } from './PagesRoot';
export { PictureOnly } from './PictureOnly';
export { absoluteRange, type BarView, type Host, type PageLocation } from './host';
export type { SetDisplay } from './use-view-state';
export {
  DEFAULT_DISPLAY,
  DEFAULT_VIEW,
  PAGES,
  type DisplayState,
  type PageName,
  type ViewState,
} from './view-state';
export { parseView, printView } from './view-url';
export { resolveRange } from './range';
export { useTree } from './use-tree';
export { ComparisonAnswer } from './ComparisonAnswer';
export { type FlameFit } from './flame-fit';
export { FlameSection } from './FlameSection';
export { NormalisationChoice } from './NormalisePicker';
export { compareView, scaleView, type ComparedView, type ScaledView } from './scaled-view';
export { viewOptionsOf } from './view-options';
