export { noStackTree } from './no-stack';
export { NO_STACK, type CallTree, type Column, type FrameTable } from './call-tree';
export { CallTreeBuilder } from './call-tree-builder';
export { scaleColumns } from './columns';
export { compareFrames } from './compare-frames';
export {
  decodePprof,
  type DecodedProfile,
  type DecodeOptions,
  type ValueType,
} from './decode-pprof';
export { encodePprof, type EncodeOptions } from './encode-pprof';
export { filterTree, type FilteredTree, type FrameFilter } from './filter';
export { calleesOf, callersOf } from './focus';
export { foldTree, printTree, treeFromFolded } from './folded';
export { binaryName, frameName } from './frame-name';
export { frameOf, FrameTableBuilder, type Frame } from './frame-table';
export { invertTree } from './invert';
export { packageOf } from './package-of';
export { ProfileError } from './profile-error';
export { searchTree, type SearchResult } from './search';
export { buildTopTable, TOP_TABLE_KEYS, type TopTable, type TopTableKey } from './top-table';
export { sumTrees } from './sum-trees';
export { TRIMMED, trimTree, type TrimmedTree } from './trim';
export { unite } from './unite';
