import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ConnectionError, ProblemError } from '../api/http-client.js';
import { sessionQuery } from '../api/queries.js';

const isPassing = (error: Error): boolean =>
  error instanceof ConnectionError || (error instanceof ProblemError && (error.problem.status === 503 || error.problem.status === 429));

/** A session that ended on the server ends here too: the shell then leads to sign-in. */
const onUnauthorised = (error: Error): void => {
  if (error instanceof ProblemError && error.problem.status === 401) queryClient.setQueryData(['session-ended'], true);
};

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== sessionQuery.queryKey[0]) onUnauthorised(error);
    },
  }),
  mutationCache: new MutationCache({ onError: onUnauthorised }),
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (count, error) => count < 3 && isPassing(error), refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
