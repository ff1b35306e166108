import type { SendOutcome } from '../channel.port.js';

interface SmtpError {
  readonly message: string;
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
}

/** Codes of failures that say nothing about the recipient: our set-up, or the server's. */
const OUR_FAULT = new Set(['EAUTH', 'ETLS', 'EOAUTH2', 'ENOAUTH']);

/**
 * What a failed attempt means. A reply of the server is definite at any stage: 4xx may succeed later, 5xx will not for this
 * recipient. Without a reply nothing was taken over before DATA; after it nobody can know, and null is answered.
 */
export const outcomeOfFailure = (error: SmtpError, handedOver: boolean): SendOutcome | null => {
  const reason = `${error.code ?? 'ERROR'}: ${error.message}`.slice(0, 500);
  if (OUR_FAULT.has(error.code ?? '') || error.command?.startsWith('AUTH') === true) return { outcome: 'retry', reason };
  const reply = error.responseCode ?? 0;
  if (reply >= 500) return { outcome: 'refused', reason };
  if (reply >= 400) return { outcome: 'retry', reason };
  return handedOver ? null : { outcome: 'retry', reason };
};
