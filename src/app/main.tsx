import './styles/app.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { createQueryClient } from './api/query-client.ts'
import { sessionQuery } from './api/session.ts'
import { createRouter } from './routes.tsx'
import { demoBannerReady } from './shell/DemoTop.tsx'
import { followTheme } from './shell/theme.ts'

async function start(root: HTMLElement) {
  followTheme()
  if (__DEMO__) {
    const { startDemo } = await import('./demo.ts')
    if ((await startDemo(root)) === 'refused') return
  }
  const client = createQueryClient()
  // Together with the page's own chunk, rather than after it.
  void client.prefetchQuery(sessionQuery)
  // A banner that came later would push the page down.
  await demoBannerReady()
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={client}>
          <RouterProvider router={createRouter()} />
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (root) void start(root)
