import { PolicyBook, type PolicySettings } from '#domain';

/** The reminder policies, which the Office changes while reminders are planned and sent. */
export interface LivePolicies {
  /** As they were when they were last read: enough for planning, since what was planned under another is planned again. */
  readonly latest: PolicyBook;
  /** As they are now: what a reminder is begun by. */
  book(): Promise<PolicyBook>;
}

/** Policies that nobody changes. */
export const fixedPolicies = (settings: PolicySettings): LivePolicies => {
  const book = PolicyBook.of(settings);
  return { latest: book, book: () => Promise.resolve(book) };
};
