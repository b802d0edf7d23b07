export { Pages } from './Pages';
export { PictureOnly } from './PictureOnly';
export { absoluteRange, HostProvider, type BarView, type Host } from './host';
export { type SetDisplay } from './use-view-state';
export {
  DEFAULT_DISPLAY,
  DEFAULT_VIEW,
  parseView,
  printView,
  PAGES,
  type DisplayState,
  type PageName,
  type ViewState,
} from './view-state';
export { resolveRange } from './range';
export { QUERY_CLIENT_CONFIG } from './queries';
export { ComparisonAnswer } from './ComparisonAnswer';
export { type FlameFit } from './flame-fit';
export { FlameSection } from './FlameSection';
export { NormalisationChoice } from './NormalisePicker';
export { compareView, scaleView, type ComparedView, type ScaledView } from './scaled-view';
export { viewOptionsOf } from './view-options';
