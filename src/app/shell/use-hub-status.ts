import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { call } from '../api/http.ts'
import { exchanges } from '../inspector/record/exchange-store.ts'
import { type HubStatus, HubStatusStore } from './hub-status.ts'

const store = new HubStatusStore(exchanges)

/** Whether the hub answers, and how fast. */
export function useHubStatus(): HubStatus {
  return useSyncExternalStore(store.subscribe, store.snapshot)
}

/** While the hub is gone, knocks every few seconds; once it answers, everything in sight is read again. */
export function useRecovery(): void {
  const { state } = useHubStatus()
  useQuery({
    queryKey: ['knock'],
    queryFn: async ({ signal, client }) => {
      const version = await call('getVersion', { signal, priority: 'background', timeout: 8_000 })
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'knock' })
      return version
    },
    enabled: state === 'gone',
    refetchInterval: 4_000,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}
