import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { PageError } from './page-error.js';
import { PageSkeleton } from './page-skeleton.js';

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
  readonly rows?: number;
}

/** Skeleton, error with a way on, or the data; data once shown stays while it is read again. */
export const QueryView = <Data,>({ query, children, rows = 4 }: QueryViewProps<Data>) => {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <PageError error={query.error} retry={() => void query.refetch()} />;
  return <PageSkeleton rows={rows} />;
};
