export { decodePlanText } from './text/decode-plan-text.js';
export { ImportRefused } from './refusal.js';
export { readPlanText } from './read-plan-text.js';
