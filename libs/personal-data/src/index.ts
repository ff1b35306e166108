export { applyErasure, recordedErasures } from './erasures/apply-erasure.js';
export { parseErasures, type Erasure } from './erasures/erasure.js';
export { Erasures, type ErasureWish, type FoundName, type FoundPerson } from './erasures/erasures.js';
export { ERASED_TEXT, holdsSealed } from './keys/sealed-text.js';
export { SubjectKeys } from './keys/subject-keys.js';
export { personalDataMigrations } from './migrations/index.js';
