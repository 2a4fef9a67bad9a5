import type { ComponentType } from 'react'
import { createBrowserRouter, createHashRouter, Navigate, type RouteObject } from 'react-router'
import { baseUrl } from './base.ts'
import { PageFailure, PageMissing, ShellFailure } from './shell/PageFailure.tsx'
import { Shell } from './shell/Shell.tsx'
import { ShellSkeleton } from './shell/ShellSkeleton.tsx'

/** Every page is its own chunk; a page module exports `Page`. Its failures stay within the shell. */
function page(path: string, load: () => Promise<{ Page: ComponentType }>): RouteObject {
  return {
    path,
    ErrorBoundary: PageFailure,
    lazy: async () => {
      try {
        return { Component: (await load()).Page }
      } catch {
        // A route whose `lazy` fails is drawn as nothing at all.
        return { Component: PageMissing }
      }
    },
  }
}

const routes: RouteObject[] = [
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: ShellFailure,
    HydrateFallback: ShellSkeleton,
    children: [
      { index: true, element: <Navigate to="/users" replace /> },
      page('users', () => import('./pages/users/UsersPage.tsx')),
      page('servers', () => import('./pages/servers/ServersPage.tsx')),
      page('spawns', () => import('./pages/spawns/SpawnsPage.tsx')),
      page('routes', () => import('./pages/routes/RoutesPage.tsx')),
      page('inspector', () => import('./pages/inspector/InspectorPage.tsx')),
      page('doctor', () => import('./pages/doctor/DoctorPage.tsx')),
      page('scopes', () => import('./pages/scopes/ScopesPage.tsx')),
      page('findings', () => import('./pages/findings/FindingsPage.tsx')),
      page('findings/:code', () => import('./pages/findings/FindingPage.tsx')),
      page('read', () => import('./pages/read/ReadPage.tsx')),
      page('*', () => import('./pages/not-found/NotFoundPage.tsx')),
    ],
  },
]

/** Paths in the address bar where a service answers for them; after the `#` in the demo, which is only files. */
export function createRouter() {
  return __DEMO__ ? createHashRouter(routes) : createBrowserRouter(routes, { basename: baseUrl.pathname })
}
