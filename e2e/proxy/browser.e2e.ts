import type { Page } from '@playwright/test'
import { logIn } from '../hub/login.ts'
import { edgeNames } from './edges/edge.ts'
import { expect, test } from './fixtures.ts'
import { hubscope } from './log-in.ts'

// The authority is thrown away after the test; nobody installs it.
test.use({ ignoreHTTPSErrors: true })

/** What a command printed in a terminal of the user's own server, asked by a script of the page. */
function printedInTerminal(page: Page, user: string): Promise<string> {
  return page.evaluate(async (user) => {
    const xsrf = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? ''
    const made = await fetch(`/user/${user}/api/terminals`, {
      method: 'POST',
      headers: { 'X-XSRFToken': xsrf },
    })
    const { name } = await made.json()
    const socket = new WebSocket(`/user/${user}/terminals/websocket/${name}`)
    return new Promise<string>((resolve) => {
      let printed = ''
      socket.addEventListener('open', () => socket.send(JSON.stringify(['stdin', 'echo "<$((40 + 2))>"\r'])))
      socket.addEventListener('message', ({ data }) => {
        const [kind, text] = JSON.parse(String(data))
        if (kind === 'stdout') printed += text
        if (printed.includes('<42>')) socket.close(1000)
      })
      socket.addEventListener('close', ({ code }) => resolve(`${code} ${printed}`))
    })
  }, user)
}

for (const name of edgeNames) {
  test(`Chromium behind ${name}: Hubscope, the hub’s own page of a start, a terminal`, async ({
    page,
    putInFront,
    consoleWatch,
  }) => {
    const edge = await putInFront(name)
    await page.goto(`${edge.origin}${hubscope}users`)
    await logIn(page, 'admin')
    await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible()
    await expect(page.getByRole('table', { name: 'Users of the hub' })).toContainText('stranger')

    await page.goto(`${edge.origin}/hub/spawn/admin/kube-seen-behind-${name}`)
    // The second of five events, while the start goes on.
    await expect(page.locator('#progress-message')).toContainText('Pulling image')
    await expect(page).toHaveURL(/\/hub\/spawn-pending\//)
    await expect(page.getByRole('heading', { name: 'Scripted server' })).toBeVisible({ timeout: 30_000 })

    // Of what Jupyter Server has without an interface, files ask for a login first.
    consoleWatch.expectFailures(/\/files\/none/)
    await page.goto(`${edge.origin}/user/admin/files/none`)
    await page.goto(`${edge.origin}/user/admin/`)
    expect(await printedInTerminal(page, 'admin')).toMatch(/^1000 [^]*<42>/)
  })
}
