import type { ComponentType } from 'react'
import type { OperationId } from '#hub/operations.ts'
import { DoctorBadge, InspectorBadge, RoutesBadge, ServersBadge, SpawnsBadge, UsersBadge } from './badges.tsx'

export interface PageEntry {
  path: string
  title: string
  /** What the page shows, for the one who may not see it. */
  shows: string
  /** The operation without which the page is empty. */
  operation: OperationId
  /** Scopes that it takes beside the operation's. */
  also?: readonly string[]
  Badge?: ComponentType
}

/** The pages, in the order of the navigation. */
export const pages: readonly PageEntry[] = [
  {
    path: '/users',
    title: 'Users',
    shows: 'who uses the hub, and their servers',
    operation: 'listUsers',
    Badge: UsersBadge,
  },
  {
    path: '/servers',
    title: 'Servers',
    shows: 'every server that runs',
    operation: 'listUsers',
    also: ['read:servers'],
    Badge: ServersBadge,
  },
  {
    path: '/spawns',
    title: 'Spawns',
    shows: 'servers that start, as it happens',
    operation: 'listUsers',
    also: ['read:servers'],
    Badge: SpawnsBadge,
  },
  {
    path: '/routes',
    title: 'Routes',
    shows: 'what the proxy sends where',
    operation: 'listRoutes',
    Badge: RoutesBadge,
  },
]

/** Pages under "Diagnose" that need nothing of the hub, so everybody who is let in may open them. */
export const tools: readonly Pick<PageEntry, 'path' | 'title' | 'Badge'>[] = [
  { path: '/inspector', title: 'Inspector', Badge: InspectorBadge },
  { path: '/doctor', title: 'Connection doctor', Badge: DoctorBadge },
  { path: '/scopes', title: 'Scopes' },
  { path: '/read', title: 'Read a log' },
]

/** Pages to look something up, which need nothing of the hub either; others lead to them. */
export const reference: readonly Pick<PageEntry, 'path' | 'title'>[] = [
  { path: '/findings', title: 'Findings' },
]
