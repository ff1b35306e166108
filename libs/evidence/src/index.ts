export { fingerprintOf, parseAnchor, type Anchor, type SignedAnchor } from './anchors/anchor.js';
export { anchorLines, anchorText } from './anchors/anchor-text.js';
export { DailyAnchors, type AnchorPost } from './anchors/daily-anchors.js';
export { newestAnchors } from './anchors/kept-anchors.js';
export { LogNotSound, makeAnchor, type AnchorMaker } from './anchors/make-anchor.js';
export { evidenceMigrations } from './migrations/index.js';
export { exportProof, proofText, type Proof } from './proof/export-proof.js';
export { type Fault, faultSentence } from './verify/fault.js';
export { verifyLog, type VerifyOptions, type VerifyReport } from './verify/verify-log.js';
