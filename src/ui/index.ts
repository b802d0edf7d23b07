export { CallTreeTable } from './call-tree/CallTreeTable';
export { Breadcrumbs } from './flame-graph/Breadcrumbs';
export {
  categorySlot,
  colourByCategory,
  colourByChange,
  colourBySelf,
  SELF_STEPS,
} from './flame-graph/colour/colour-scheme';
export {
  categoriesOf,
  categoryShares,
  selfOfFrames,
  type Categories,
} from './flame-graph/colour/categories';
export { paletteOf } from './flame-graph/colour/palette';
/** @internal For tests and benchmarks of other rooms. */
export { colourByPackage } from './flame-graph/colour/colour-scheme';
export { DeltaLegend } from './flame-graph/colour/DeltaLegend';
export type { Dividends } from './dividends';
export { buildDescriber } from './flame-graph/describe';
export { Minimap } from './flame-graph/minimap/Minimap';
export { FlameGraph } from './flame-graph/FlameGraph';
export { WarmFlameGraph } from './flame-graph/warm-up/WarmFlameGraph';
export { COLOUR_FORMULA } from './flame-graph/colour/legend-words';
export { flameGraphSvg } from './flame-graph/svg/svg-picture';
export { paletteKeys, type LegendKey } from './flame-graph/svg/svg-legend';
export { handedPicture } from './flame-graph/handed-picture';
export { buildWidths, comparedWidths, widthFormula } from './flame-graph/widths';
export { grewColour, shrankColour } from './change-colours';
export { exactValue, formatDelta, formatPercent, formatSignedPercent, formatValue } from './format';
export { defaultSort, type TopTableSort } from './top-table/table-columns';
export { UnitMap, type MapPlace } from './unit-map/UnitMap';
export { SliceStrips } from './SliceStrips';
export { placesOfRows, type PlaceKey } from './top-table/place-columns';
export { TopTable } from './top-table/TopTable';
export { explainVerdict, intervalText, verdictText, type VerdictOf } from './verdict-text';
export { Notice, type NoticeProps } from './notice/Notice';
export type { FrameCommand } from './keys/frame-commands';
export type { PointerPlace } from './floating-card/FloatingCard';
export { FunctionName } from './function-name/FunctionName';
export { KeysButton, KeysHelp, type KeysHelpProps } from './keys/KeysHelp';
export { MatcherChips } from './selectors/MatcherChips';
export { Picker } from './selectors/Picker';
export type { JoinBadgeProps, JoinCertainty, JoinFound } from './metrics/join/join-labels';
export { JoinBadge } from './metrics/join/JoinBadge';
export { WindowPicker } from './metrics/windows/picker/WindowPicker';
export { chartUnit } from './metrics/chart/chart-unit';
export { partsInRow } from './metrics/chart-layout';
export { Timeline } from './metrics/Timeline';
export {
  seriesOf,
  type ChartGroups,
  type TimelineChart,
  type TimelineProps,
  type TimelineSeries,
} from './metrics/timeline-types';
export { formatDatedRange, formatRange, formatTime, formatZone } from './metrics/time-text';
export { CommandLine } from './CommandLine';
export { TargetDetails, type RowActions } from './targets/details/TargetDetails';
export { SetupHelper } from './targets/details/SetupHelper';
export { TargetsSummary, type StateFilter } from './targets/TargetsSummary';
export { useAsync, type AsyncState } from './use-async';
export { useDebouncedText } from './use-debounced-text';
export { useElementSize, useHeightBelow } from './use-element-size';
export { TargetsTable } from './targets/table/TargetsTable';
export { linesOf, type TargetOrder, type TreeLine } from './targets/table/tree-lines';
export { Sparkline } from './targets/table/Sparkline';
export { type Trend, type Trends } from './targets/table/trend';
