/** @internal For tests of other rooms. */
export { noStackTree } from './no-stack';
export { NO_STACK, type CallTree, type Column, type FrameTable } from './call-tree';
export { CallTreeBuilder } from './call-tree-builder';
export { magnitudeOf } from './column';
export { scaleColumns } from './columns';
export { decodePprof, type DecodedProfile } from './decode-pprof';
export { encodePprof } from './encode-pprof';
export { filterTree, type FilteredTree, type FrameFilter } from './filter';
export { calleesOf, callersOf } from './focus';
/** @internal For tests of other rooms. */
export { foldTree, printTree, treeFromFolded } from './folded';
export { frameName } from './frame-name';
export { frameAt, frameOf, FrameTableBuilder } from './frame-table';
export { MAX_PROFILE_BYTES } from './gunzip';
export { functionValues, type FunctionValues } from './function-values';
export { invertTree } from './invert';
export { ownCodeOf } from './own-code';
export { packageOf } from './package-of';
export { ProfileError } from './profile-error';
export { renamedFunctions, type RenamedFunction } from './renamed-functions';
export { searchTree, type Search, type SearchResult } from './search';
export { buildTopTable, type TopTable, type TopTableKey } from './top-table';
export { stableName } from './stable-name';
export { sumParts, type WeightedPart } from './sum-parts';
export { sumTrees } from './sum-trees';
export { TRIMMED, trimTree } from './trim';
export { unite } from './unite';
export { notesOfValues } from './value-notes';
