import { createBrowserRouter, createHashRouter, Navigate, type RouteObject } from 'react-router'
import { baseUrl } from './base.ts'
import { Shell } from './shell/Shell.tsx'

/** Every page is its own chunk; a page module exports `Page`. */
function page(path: string, load: () => Promise<{ Page: React.ComponentType }>): RouteObject {
  return { path, lazy: async () => ({ Component: (await load()).Page }) }
}

const routes: RouteObject[] = [
  {
    path: '/',
    Component: Shell,
    children: [
      { index: true, element: <Navigate to="/users" replace /> },
      page('users', () => import('./pages/users/UsersPage.tsx')),
      page('servers', () => import('./pages/servers/ServersPage.tsx')),
      page('spawns', () => import('./pages/spawns/SpawnsPage.tsx')),
      page('routes', () => import('./pages/routes/RoutesPage.tsx')),
      page('*', () => import('./pages/not-found/NotFoundPage.tsx')),
    ],
  },
]

/** Paths in the address bar where a service answers for them; after the `#` in the demo, which is only files. */
export function createRouter() {
  return __DEMO__ ? createHashRouter(routes) : createBrowserRouter(routes, { basename: baseUrl.pathname })
}
