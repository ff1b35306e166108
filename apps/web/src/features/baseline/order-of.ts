import type { BaselineOrder } from '#contracts';
import type { Values } from '../acts/act.js';

/** What the form says, as the order that the server takes. */
export const orderOf = (values: Values, isWithdrawal: boolean): BaselineOrder => {
  const text = (name: string): string => {
    const value = values[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const orNull = (name: string): string | null => (text(name) === '' ? null : text(name));
  if (isWithdrawal) return { kind: 'withdraw', reason: text('reason') };
  const note = orNull('note');
  switch (text('outcome.kind')) {
    case 'done': {
      const of = (name: string): string | null => orNull(`outcome.document.${name}`);
      const document = { number: text('outcome.document.number'), date: of('date'), signer: of('signer'), form: null };
      return { kind: 'done', document, sentOn: text('outcome.sentOn'), note };
    }
    case 'overtaken':
      return { kind: 'overtaken', basis: text('outcome.basis'), note };
    default:
      return { kind: 'in-progress', note };
  }
};
