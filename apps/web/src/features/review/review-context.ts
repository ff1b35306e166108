import { createContext, useContext } from 'react';
import type { Review } from './use-review.js';

/** The row that is being corrected, and the field in which one begins. */
export interface Editing {
  readonly pointer: string;
  readonly field: string;
}

interface ReviewPage {
  readonly review: Review;
  readonly editing: Editing | null;
  readonly edit: (target: Editing | null) => void;
}

export const ReviewContext = createContext<ReviewPage | null>(null);

export const useReviewPage = (): ReviewPage => {
  const page = useContext(ReviewContext);
  if (page === null) throw new Error('Only within the page of a review.');
  return page;
};
