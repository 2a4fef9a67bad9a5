import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FindingCode } from '#diagnosis/codes.ts'
import type { Stack } from '#stack/stack-options.ts'
import { examineAt } from './examine.ts'
import { edges } from './edges/all.ts'
import { findProgram } from './find-program.ts'
import { issueCertificates, putInFrontOf, startHubForProxies, trustInPython } from './hub.ts'
import { printedFor, printedForHub } from './recipes/printed.ts'
import type { Change } from './site.ts'

const base = '/jupyter/'

/** What somebody did in a site where all but this path is somebody else's, and what the doctor names first; none: nothing. */
interface PrefixCase {
  title: string
  changes: Change[]
  code?: FindingCode
}

const nginxLocation = { find: 'location / {', put: `location ${base} {` }
const withoutPrefix = { find: 'proxy_pass http://127.0.0.1:8000;', put: 'proxy_pass http://127.0.0.1:8000/;' }
const apachePass =
  'ProxyPass        / http://127.0.0.1:8000/ nocanon upgrade=websocket flushpackets=on timeout=3600'
const apacheBack = {
  find: 'ProxyPassReverse / http://127.0.0.1:8000/',
  put: `ProxyPassReverse ${base} http://127.0.0.1:8000${base}`,
}
const apacheOf = (target: string, rest = ' upgrade=websocket flushpackets=on timeout=3600') => [
  { find: apachePass, put: `ProxyPass ${base} http://127.0.0.1:8000${target} nocanon${rest}` },
  apacheBack,
]
const traefikRule = {
  file: 'jupyterhub.yml',
  find: 'rule: Host(`hub.example.org`)',
  put: `rule: Host(\`hub.example.org\`) && PathPrefix(\`${base}\`)`,
}
const traefikMiddleware = (definition: string) => [
  traefikRule,
  { find: 'middlewares: [scheme]', put: 'middlewares: [extra, scheme]' },
  { find: '  middlewares:\n    scheme:', put: `  middlewares:\n    extra:\n${definition}\n    scheme:` },
]

const cases: Record<'nginx' | 'apache' | 'traefik', PrefixCase[]> = {
  nginx: [
    { title: 'is as in deploy/', changes: [] },
    { title: 'serves the prefix alone', changes: [nginxLocation] },
    {
      title: 'takes the prefix away',
      code: 'prefix-mismatch',
      changes: [nginxLocation, withoutPrefix],
    },
    {
      title: 'does not name the scheme',
      code: 'proto-downgrade',
      changes: [nginxLocation, { find: '        proxy_set_header X-Scheme $scheme;\n', put: '' }],
    },
    {
      title: 'drops Upgrade',
      code: 'ws-upgrade-stripped',
      changes: [nginxLocation, { find: '        proxy_set_header Upgrade $http_upgrade;\n', put: '' }],
    },
  ],
  apache: [
    { title: 'is as in deploy/', changes: [] },
    { title: 'serves the prefix alone', changes: apacheOf(base) },
    { title: 'takes the prefix away', code: 'prefix-mismatch', changes: apacheOf('/') },
    {
      title: 'does not name the scheme',
      code: 'proto-downgrade',
      changes: [
        ...apacheOf(base),
        { find: '    RequestHeader set X-Scheme expr=%{REQUEST_SCHEME}\n', put: '' },
      ],
    },
    { title: 'does not upgrade', code: 'ws-upgrade-stripped', changes: apacheOf(base, ' flushpackets=on') },
  ],
  traefik: [
    { title: 'is as in deploy/', changes: [] },
    { title: 'serves the prefix alone', changes: [traefikRule] },
    {
      title: 'takes the prefix away',
      code: 'prefix-mismatch',
      changes: traefikMiddleware('      stripPrefix:\n        prefixes: [/jupyter]'),
    },
    {
      title: 'does not name the scheme',
      code: 'proto-downgrade',
      changes: [traefikRule, { find: '      middlewares: [scheme]\n', put: '' }],
    },
    {
      title: 'removes Upgrade',
      code: 'ws-upgrade-stripped',
      changes: [
        traefikRule,
        { find: '          X-Scheme: https\n', put: "          X-Scheme: https\n          Upgrade: ''\n" },
      ],
    },
  ],
}

const names = ['nginx', 'apache', 'traefik'] as const
const programs = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await findProgram(edges[name])] as const)),
)

describe.each(['6.1.1', '4.1.6'] as const)(`in front of hub %s below ${base}`, (release) => {
  let stack: Stack
  let certificates: Awaited<ReturnType<typeof issueCertificates>>

  beforeAll(async () => {
    certificates = await issueCertificates()
    stack = await startHubForProxies(release, certificates.directory, { baseUrl: base })
  })

  afterAll(async () => {
    await stack?.stop()
    certificates?.remove()
  })

  async function examine(
    name: (typeof names)[number],
    changes: readonly Change[],
    repair?: { recipe: readonly string[]; ports: readonly number[] },
  ) {
    const program = programs[name]
    if (!program || 'missing' in program) throw new Error(program?.missing)
    const edge = await putInFrontOf(stack, edges[name], {
      program: program.path,
      certificates: certificates.directory,
      changes,
      ...repair,
    })
    try {
      const examination = await examineAt(stack, `${edge.origin}${base}`)
      return { ...examination, ports: [edge.site.port, edge.site.plainPort] }
    } finally {
      await edge.stop()
    }
  }

  for (const name of names) {
    const program = programs[name]
    describe.skipIf(!program || 'missing' in program).concurrent(`${name} that`, () => {
      // Between hubs differs what they do with a path, and not what an edge does to a header.
      const tried = cases[name].filter(
        ({ changes, code }) =>
          release === '6.1.1' || (changes.length > 0 && (!code || code === 'prefix-mismatch')),
      )
      it.each(tried)('$title', async ({ changes, code }) => {
        const { findings, unchecked, ports } = await examine(name, changes)
        if (code === undefined) {
          expect(findings).toEqual([])
          expect(unchecked).toEqual(['Token', 'Silent WebSockets'])
          return
        }
        const [first] = findings
        expect(first?.code).toBe(code)
        const recipe = first && printedFor(first, name)[0]?.lines
        if (!recipe) throw new Error(`no lines for ${code}`)
        const after = await examine(name, changes, { recipe, ports })
        expect(
          after.findings.map((each) => each.code),
          recipe.join('\n'),
        ).toEqual([])
      })
    })
  }
})

const nginx = programs['nginx']

describe.skipIf(!nginx || 'missing' in nginx)(
  `nginx serves a hub below ${base} that does not know of it`,
  () => {
    let stack: Stack
    let certificates: Awaited<ReturnType<typeof issueCertificates>>

    beforeAll(async () => {
      certificates = await issueCertificates()
      stack = await startHubForProxies('6.1.1', certificates.directory)
    })

    afterAll(async () => {
      await stack?.stop()
      certificates?.remove()
    })

    function serve(
      changes: readonly Change[],
      rest: { recipe?: readonly string[]; ports?: readonly number[] },
    ) {
      if (!nginx || 'missing' in nginx) throw new Error(nginx?.missing)
      return putInFrontOf(stack, edges.nginx, {
        program: nginx.path,
        certificates: certificates.directory,
        changes,
        ...rest,
      })
    }

    it.each([
      ['and takes the prefix away', [nginxLocation, withoutPrefix]],
      ['and hands the prefix on', [nginxLocation]],
    ])('%s: both printed recipes make one path of it', async (_, changes) => {
      const broken = await serve(changes, {})
      const { findings } = await examineAt(stack, `${broken.origin}${base}`)
      await broken.stop()
      const [first] = findings
      expect(first?.code).toBe('prefix-mismatch')
      expect(findings.map(({ code }) => code)).not.toContain('route-missing')
      const [recipe] = first ? printedFor(first, 'nginx') : []
      const lines = printedForHub(findings, 'And tell the hub the same prefix:')

      const ports = [broken.site.port, broken.site.plainPort]
      const mended = await serve(changes, { ports, ...(recipe && { recipe: recipe.lines }) })
      const authority = trustInPython(join(certificates.directory, 'ca.pem'))
      const bindUrl = lines.map((line) => line.replace('127.0.0.1:8000', new URL(stack.url).host))
      try {
        await stack.stopHub()
        await stack.startHub({ extraConfig: [authority, ...bindUrl].join('\n'), baseUrl: base })
        expect((await examineAt(stack, `${mended.origin}${base}`)).findings).toEqual([])
      } finally {
        await mended.stop()
        await stack.stopHub()
        await stack.startHub({ extraConfig: authority, baseUrl: '/' })
      }
    })
  },
)
