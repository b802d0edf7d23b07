export { createEngine, createMainThreadEngine } from './engine';
export type { WorkerLike } from './executor';
export type {
  CallOptions,
  Engine,
  OpenedProfile,
  ProfilePartInput,
  TreeHandle,
  View,
  ViewOptions,
} from './types';
