/** @internal For tests of other rooms. */
export { noStackTree } from './tree/no-stack';
export { NO_STACK, type CallTree, type Column, type FrameTable } from './tree/call-tree';
export { CallTreeBuilder } from './tree/call-tree-builder';
export { magnitudeOf } from './tree/column';
export { scaleColumns } from './tree/columns';
export { decodePprof, type DecodedProfile } from './decode/decode-pprof';
export { encodePprof } from './encode/encode-pprof';
export { filterTree, type FilteredTree, type FrameFilter } from './transform/filter';
export { calleesOf, callersOf } from './transform/focus';
/** @internal For tests of other rooms. */
export { foldTree, printTree, treeFromFolded } from './tree/folded';
export { frameName } from './names/frame-name';
export { frameAt, frameOf, FrameTableBuilder } from './tree/frame-table';
export { MAX_PROFILE_BYTES } from './decode/gunzip';
export { functionValues, type FunctionValues } from './function-values';
export { invertTree } from './transform/invert';
export { ownCodeOf } from './names/own-code';
export { packageOf } from './names/package-of';
export { ProfileError } from './profile-error';
export { renamedFunctions, type RenamedFunction } from './names/renamed-functions';
export { searchTree, type Search, type SearchResult } from './names/search';
export { buildTopTable, type TopTable, type TopTableKey } from './top-table';
export { stableName } from './names/stable-name';
export { sumParts, type WeightedPart } from './transform/sum-parts';
export { sumTrees } from './transform/sum-trees';
export { TRIMMED, trimTree } from './transform/trim';
export { unite } from './transform/unite';
export { notesOfValues } from './value-notes';
