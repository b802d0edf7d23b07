export { compileDemangler, createDemangler } from './demangler';
export { createEngine, createMainThreadEngine } from './engine';
/** @internal For tests of other rooms. */
export type { WorkerLike } from './executor';
export type {
  CallersView,
  Engine,
  OpenedProfile,
  TreeHandle,
  View,
  ViewOptions,
  WorkStep,
} from './types';
