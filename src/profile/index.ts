export { NO_STACK, type CallTree, type Column, type FrameTable } from './call-tree';
