export { Breadcrumbs, type BreadcrumbsProps } from './flame-graph/Breadcrumbs';
export {
  colourByBinary,
  colourByChange,
  colourByPackage,
  type ColourScheme,
} from './flame-graph/colour/colour-scheme';
export { DeltaLegend } from './flame-graph/colour/DeltaLegend';
export {
  buildDescriber,
  nodeName,
  printDescription,
  type FrameDescription,
} from './flame-graph/describe';
export { FlameGraph, type FlameGraphProps } from './flame-graph/FlameGraph';
export { childrenOf, parentOf, pathTo } from './flame-graph/tree-path';
export { buildWidths, comparedWidths, type WidthMeasure } from './flame-graph/widths';
export { exactValue, formatDelta, formatPercent, formatSignedPercent, formatValue } from './format';
export { defaultSort, type ColumnKey, type TopTableSort } from './top-table/table-columns';
export { TopTable, type TopTableProps } from './top-table/TopTable';
export { Notice, type NoticeProps } from './notice/Notice';
export { KeysButton, KeysHelp, type KeysHelpProps } from './keys/KeysHelp';
export { MatcherChips, type MatcherChipsProps } from './selectors/MatcherChips';
export { Picker, type PickerOption, type PickerProps } from './selectors/Picker';
export type { JoinBadgeProps, JoinCertainty, JoinFound } from './metrics/join/join-labels';
export { JoinBadge } from './metrics/join/JoinBadge';
export { Timeline } from './metrics/Timeline';
export type {
  TimelineChart,
  TimelineChartState,
  TimelineProps,
  TimelineSeries,
  TimelineWindow,
  WindowKind,
} from './metrics/timeline-types';
export { formatDuration, formatRange, formatTime } from './metrics/time-text';
export { CommandLine, type CommandLineProps } from './CommandLine';
export {
  TargetDetails,
  type RowActions,
  type TargetDetailsProps,
} from './targets/details/TargetDetails';
export { type LineActions } from './targets/table/TargetLine';
export { SetupHelper, type SetupHelperProps } from './targets/details/SetupHelper';
export {
  TargetsSummary,
  type StateFilter,
  type TargetsSummaryProps,
} from './targets/TargetsSummary';
export { useAsync, type AsyncState } from './use-async';
export { useDebouncedText } from './use-debounced-text';
export { useElementSize, useHeightBelow } from './use-element-size';
export { TargetsTable, type TargetsTableProps } from './targets/table/TargetsTable';
export { linesOf, type TargetOrder, type TreeLine } from './targets/table/tree-lines';
export { type Trend, type Trends } from './targets/table/trend';
