import { waitFor } from '#stack/wait.ts'
import type { Lab } from '../lab.ts'
import type { Provocations } from '../provocation.ts'
import { before5, from5, from6, only5 } from './versions.ts'

/** A server that runs; an earlier test may have started it. */
async function running(lab: Lab, user: string): Promise<void> {
  const { status } = await lab.api('POST', `/users/${user}/server`, {})
  // 400: it runs already.
  if (status > 400) throw new Error(`the server of ${user}: ${status}`)
  await waitFor(
    `The server of ${user}`,
    async () => ((await lab.api('GET', `/users/${user}`)).body.includes('"ready": true') ? true : undefined),
    { timeout: 20_000 },
  )
}

async function stopped(lab: Lab, user: string): Promise<void> {
  await lab.api('DELETE', `/users/${user}/server`)
}

/** A server that takes its time to stop, just now. */
async function stopping(lab: Lab): Promise<void> {
  if ((await lab.api('GET', '/users/leisurely')).body.includes('"pending": "stop"')) return
  await running(lab, 'leisurely')
  await lab.api('DELETE', '/users/leisurely/server')
}

/** Servers: starting, running, stopping, gone. */
export const servers = {
  'ada is already running': [
    {
      by: 'starting it again',
      given: (lab) => running(lab, 'ada'),
      provoke: (lab) => lab.api('POST', '/users/ada/server', {}),
    },
  ],
  'ada:gpu is active. Please stop it before modifying it.': [
    {
      by: 'renaming one that runs',
      on: from6,
      says: /^ada:box is active\. Please stop it before modifying it\.$/,
      given: async (lab) => {
        await stopped(lab, 'ada')
        await lab.prepare('POST', '/users/ada/servers/box', {})
      },
      provoke: (lab) => lab.api('PATCH', '/users/ada/servers/box', { name: 'crate' }),
    },
  ],
  'ada is pending spawn': [
    {
      by: 'starting one that is stopping',
      says: /^leisurely is pending stop$/,
      given: stopping,
      provoke: (lab) => lab.api('POST', '/users/leisurely/server', {}),
    },
  ],
  "ada's server is in the process of stopping, please wait.": [
    {
      by: 'deleting its user',
      says: /^leisurely's server is in the process of stopping, please wait\.$/,
      given: stopping,
      provoke: (lab) => lab.api('DELETE', '/users/leisurely'),
    },
  ],
  'ada is not starting...': [
    {
      by: 'the progress of one that is stopping',
      says: /^leisurely is not starting\.\.\.$/,
      given: stopping,
      provoke: (lab) => lab.api('GET', '/users/leisurely/server/progress'),
    },
  ],
  'ada is pending spawn, please wait': [
    {
      by: 'stopping one that is starting',
      on: before5,
      says: /^slow is pending spawn, please wait$/,
      given: (lab) => lab.prepare('POST', '/users/slow/server', { script: 'slow', seconds: 6 }),
      provoke: (lab) => lab.api('DELETE', '/users/slow/server'),
    },
  ],
  'Named servers are not enabled.': [
    {
      by: 'starting one',
      on: before5,
      provoke: (lab) => lab.api('POST', '/users/ada/servers/box', {}),
    },
  ],
  'User ada already has the maximum of 2 named servers.  One must be deleted': [
    {
      by: 'a third one',
      on: from5,
      says: /^User bob already has the maximum of 2 named servers\.  One must be deleted before a new server can be created$/,
      given: async (lab) => {
        for (const name of ['one', 'two']) {
          await lab.prepare('POST', `/users/bob/servers/${name}`, {})
          await lab.prepare('DELETE', `/users/bob/servers/${name}`)
        }
      },
      provoke: (lab) => lab.api('POST', '/users/bob/servers/three', {}),
    },
  ],
  'Invalid server_name: a/b': [
    {
      by: 'a name with an underscore',
      on: from6,
      says: /^Invalid server_name: 'a_b'$/,
      provoke: (lab) => lab.api('POST', '/users/idle/servers/a_b', {}),
    },
    {
      by: 'a name with a slash',
      on: only5,
      says: /^Invalid server_name \(may not contain '\/'\): a\/b$/,
      provoke: (lab) => lab.api('POST', '/users/idle/servers/a%2Fb', {}),
    },
  ],
  'Starting invalid server_name a_b is disabled': [
    {
      by: 'one from before the upgrade',
      on: from6,
      says: /^Starting invalid server_name 'a_b' is disabled, contact your administrator$/,
      provoke: (lab) => lab.api('POST', '/users/stranger/servers/a_b', {}),
    },
  ],
  'Cannot delete the default server': [
    {
      by: 'asking to remove it',
      on: from5,
      provoke: (lab) => lab.api('DELETE', '/users/ada/server', { remove: true }),
    },
  ],
  'JupyterHub server no longer running at /user/ada/api. Restart the server at /hub/spawn/ada': [
    {
      by: 'a tab whose server has gone',
      says: /^JupyterHub server no longer running at \/user\/idle\/api\/kernels\. Restart the server at http/,
      provoke: async (lab) => {
        const { cookie } = await lab.cookiesOf('idle')
        return lab.ask('/hub/user/idle/api/kernels', { headers: { cookie, accept: '*/*' } })
      },
      logged: null,
    },
  ],
  'Too many users trying to log in right now. Try again in 40 seconds.': [
    {
      by: 'a second start at a time',
      on: from6,
      says: /^Too many users trying to log in right now\. Try again in \d+ (?:seconds|minutes)\.$/,
      given: (lab) => lab.prepare('POST', '/users/slow/server', { script: 'slow', seconds: 20 }),
      provoke: async (lab) => {
        const refused = await lab.api('POST', '/users/idle/server', { script: 'quick' })
        await lab.prepare('DELETE', '/users/slow/server')
        return refused
      },
    },
  ],
  'Active user limit exceeded. Try again in a few minutes.': [
    {
      by: 'one server more than there may be',
      on: only5,
      provoke: async (lab) => {
        const others = ['stranger', 'idle', 'bob', 'slow', 'outdated', 'student']
        const start = (user: string) => lab.api('POST', `/users/${user}/server`, { script: 'quick' })
        let last = await start('stranger')
        for (const user of others.slice(1)) if (last.status !== 429) last = await start(user)
        for (const user of others) await stopped(lab, user)
        return last
      },
    },
  ],
  'Redirect loop detected.': [
    {
      by: 'a browser that was sent in circles',
      says: /Redirect loop detected\./,
      given: (lab) => running(lab, 'ada'),
      provoke: async (lab) => {
        const { cookie } = await lab.cookiesOf('ada')
        return lab.ask('/hub/user/ada/lab?redirects=5', { headers: { cookie } })
      },
    },
  ],
  'Redirect loop detected. Notebook has jupyterhub version 1.4.2, but the Hub expects 2.1.1. Try installing':
    [
      {
        by: 'the same, with a server of another version',
        says: /Redirect loop detected\. Notebook has jupyterhub version 1\.4\.2, but the Hub expects [\d.]+ Try installing/,
        provoke: async (lab) => {
          await running(lab, 'outdated')
          const { cookie } = await lab.cookiesOf('outdated')
          const answer = await lab.ask('/hub/user/outdated/lab?redirects=2', { headers: { cookie } })
          await stopped(lab, 'outdated')
          return answer
        },
      },
    ],
  'Spawner failed to start [status=1]. The logs for ada may contain details.': [
    {
      by: 'a server that is dead at once',
      on: (version) => !from5(version),
      says: /^Spawner failed to start \[status=1\]\. The logs for stillborn may contain details\.$/,
      provoke: (lab) => lab.api('POST', '/users/stillborn/server', {}),
    },
  ],
} as const satisfies Provocations
