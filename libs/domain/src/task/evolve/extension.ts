import type { ExtensionGranted, ExtensionRefused, ExtensionRequested } from '../task.events.js';
import type { Extension, LeadPart, Moment } from '../task.state.js';
import { withDue } from './part.js';

const withExtension = (part: LeadPart, number: number, outcome: Extension['outcome']): LeadPart => ({
  ...part,
  extensions: part.extensions.map((extension) => (extension.number === number ? { ...extension, outcome } : extension)),
});

export const requestExtension = (part: LeadPart, { data }: ExtensionRequested, at: Moment): LeadPart => ({
  ...part,
  extensions: [
    ...part.extensions,
    {
      number: data.extension,
      due: data.due,
      reason: data.reason,
      document: data.document,
      requestedAt: at,
      outcome: { kind: 'pending' },
    },
  ],
});

/** Rules from then on: days already overdue stay. */
export const grantExtension = (part: LeadPart, { data }: ExtensionGranted, at: Moment): LeadPart =>
  withDue(withExtension(part, data.extension, { kind: 'granted', at, due: data.due, document: data.document }), data.due, at);

export const refuseExtension = (part: LeadPart, { data }: ExtensionRefused, at: Moment): LeadPart =>
  withExtension(part, data.extension, { kind: 'refused', at, reason: data.reason });
