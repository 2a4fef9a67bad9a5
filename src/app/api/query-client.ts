import { QueryCache, QueryClient, MutationCache } from '@tanstack/react-query'
import { HubFailure } from '#hub/errors.ts'
import { expired, sessionQuery } from './session.ts'

/** One cache per page. Refusals are never retried: the answer would be the same, and each is one more log line at the hub. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (!(error instanceof HubFailure)) return
    // The page asks only for what its scopes allow: they have changed since it read them.
    if (error.detail.tag === 'refused' && error.detail.requiredScopes) {
      void client.refetchQueries({ queryKey: sessionQuery.queryKey, stale: true })
    }
    // Whatever noticed first that the login is over, the session says it to the whole page.
    if (error.detail.tag !== 'signed-out') return
    if (client.getQueryData(sessionQuery.queryKey)?.state === 'signed-out') return
    if (error.detail.reason === 'expired') client.setQueryData(sessionQuery.queryKey, expired)
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        // A hub that restarts or a proxy that hiccups deserves another try; everything else has answered.
        retry: (count, error) =>
          count < 1 &&
          error instanceof HubFailure &&
          error.detail.tag === 'unreachable' &&
          !error.detail.timedOut,
        retryDelay: 500,
        // `always` keeps asking while the browser believes to be offline: hubs on localhost work without a network.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
  return client
}
