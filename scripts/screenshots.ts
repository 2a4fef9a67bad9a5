import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import { chromiumOptions } from '../e2e/chromium.ts'
import { serveFiles } from './serve-files.mjs'

/** `npm run screenshots`: every page of the built demo in light and dark, wide and narrow; and the README's pictures. */
const root = join(import.meta.dirname, '..')
const folder = join(root, 'screenshots')

const themes = ['light', 'dark'] as const
const widths = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } } as const

interface Shot {
  name: string
  as: string
  view: string
  /** Waits for what has to be in sight, and brings it there. */
  ready: (page: Page) => Promise<void>
}

function sees(text: string | RegExp) {
  return (page: Page) => page.getByText(text).filter({ visible: true }).first().waitFor()
}

/** Opens the dock on the request that was refused. */
async function inspectRefusal(page: Page): Promise<void> {
  await page.getByText('The hub does not show this user.').waitFor()
  // On narrow windows the panel lies over everything.
  if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape')
  await openRefusal(page)
}

async function openRefusal(page: Page): Promise<void> {
  const dock = page.getByRole('region', { name: 'Inspector' })
  await dock.getByRole('button', { name: 'Inspector' }).click()
  await dock.getByRole('row').filter({ hasText: '404' }).getByRole('button').first().click()
  await dock.getByText('scope-filtered-404').waitFor()
}

/** Opens the explanation of what is hidden. */
async function askWhy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Why you cannot list routes' }).click()
  await page.getByRole('region', { name: 'Grant' }).waitFor()
}

/** The picture of the README: a user, and the refusal of another one. */
async function lookAtAnother(page: Page): Promise<void> {
  await page.getByText('The hub does not show this user.').waitFor()
  await page
    .getByRole('table', { name: 'Users of the hub' })
    .getByRole('link', { name: 'ada@example.org' })
    .click()
  await page.getByText('Groups', { exact: true }).last().waitFor()
  await openRefusal(page)
}

async function openFirstLane(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Spawns' }).getByRole('link').last().click()
  await page.getByRole('region', { name: /^Events of/ }).waitFor()
}

/** The inspector's page, with a deed of the visitor in it. */
async function startAndInspect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start mary ann’s default server' }).click()
  await page.getByRole('article', { name: 'default' }).getByText('ready').waitFor()
  if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape')
  const menu = page.getByRole('button', { name: 'Menu' })
  if (await menu.isVisible()) await menu.click()
  await page.getByRole('link', { name: 'Inspector' }).click()
  await page
    .getByRole('table')
    .getByRole('button', { name: /^Start mary ann/ })
    .waitFor()
}

/** Lets the doctor look, and waits for what it found. */
async function examine(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check the connection' }).click()
  await page.getByRole('heading', { name: 'Checked and well' }).waitFor({ timeout: 60_000 })
}

const shots: Shot[] = [
  { name: 'users', as: 'admin', view: 'users', ready: sees('ada@example.org') },
  { name: 'user', as: 'admin', view: 'users?user=ada%40example.org', ready: sees('Roles') },
  { name: 'user-reader', as: 'reader', view: 'users?user=ada%40example.org', ready: sees('Roles') },
  { name: 'servers', as: 'admin', view: 'servers', ready: sees('ada@example.org') },
  { name: 'spawns', as: 'admin', view: 'spawns', ready: sees(/ImagePullBackOff/) },
  { name: 'spawn', as: 'admin', view: 'spawns', ready: openFirstLane },
  { name: 'routes', as: 'admin', view: 'routes', ready: sees('missing') },
  { name: 'routes-hidden', as: 'reader', view: 'routes', ready: sees(/Hidden from your token/) },
  { name: 'doctor', as: 'admin', view: 'doctor', ready: examine },
  { name: 'scopes', as: 'ta', view: 'scopes', ready: sees('What that opens here') },
  {
    name: 'scopes-what-if',
    as: 'admin',
    view: 'scopes?view=what-if&scopes=list:users!group%3Dphysics-101+servers!group%3Dphysics-101',
    ready: sees('The role to copy'),
  },
  {
    name: 'scopes-can-they',
    as: 'admin',
    view: 'scopes?view=can-they&who=ta&on-user=student',
    ready: sees('What ta may do'),
  },
  {
    name: 'shown-as',
    as: 'admin',
    view: 'users?user=student&as=list:users!group%3Dphysics-101+read:users!group%3Dphysics-101',
    ready: sees('Shown as a token with'),
  },
  { name: 'inspector', as: 'admin', view: 'users?user=mary%20ann', ready: startAndInspect },
  { name: 'refusal', as: 'ta', view: 'users?user=stranger', ready: inspectRefusal },
  { name: 'why', as: 'reader', view: 'routes', ready: askWhy },
  { name: 'finding', as: 'student', view: 'findings/scope-denied', ready: sees('How to tell') },
  { name: 'no-scopes', as: 'student', view: '', ready: sees(/Nothing to see/) },
  { name: 'stranger', as: 'stranger', view: '', ready: sees(/403/) },
]

const cover: Shot = { name: 'cover', as: 'ta', view: 'users?user=stranger', ready: lookAtAnother }

async function open(
  browser: Browser,
  url: string,
  shot: Shot,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${url}?as=${shot.as}#/${shot.view}`)
  await shot.ready(page)
  return page
}

async function takeEveryWay(browser: Browser, url: string, shot: Shot): Promise<void> {
  for (const colorScheme of themes) {
    for (const [width, viewport] of Object.entries(widths)) {
      const page = await open(browser, url, shot, { viewport, colorScheme })
      await page.screenshot({ path: join(folder, `${shot.name}-${width}-${colorScheme}.png`) })
      await page.context().close()
    }
  }
  console.log(shot.name)
}

/** The two pictures that the README shows, which are kept in the repository. */
async function takeCover(browser: Browser, url: string): Promise<void> {
  for (const [colorScheme, name] of Object.entries({
    light: 'screenshot',
    dark: 'screenshot-dark',
  } as const)) {
    const options = {
      viewport: { width: 1280, height: 860 },
      colorScheme: colorScheme === 'dark' ? 'dark' : 'light',
    } as const
    const page = await open(browser, url, cover, options)
    await page.screenshot({ path: join(root, 'docs', `${name}.png`) })
    await page.context().close()
  }
}

async function takeAll(): Promise<void> {
  const { url, stop } = await serveFiles(join(root, 'dist', 'demo'))
  const browser = await chromium.launch(chromiumOptions())
  try {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    for (const shot of shots) await takeEveryWay(browser, url, shot)
    await takeCover(browser, url)
  } finally {
    await browser.close()
    await stop()
  }
}

await takeAll()
