export * from './primitives.js';
export * from './plan-draft.js';
export * from './plan-draft-corrections.js';
export * from './command-bodies.js';
export * from './task-verbs.js';
export * from './task-view.js';
export * from './other-views.js';
