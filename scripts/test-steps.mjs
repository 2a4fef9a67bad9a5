const minute = 60_000

/** A check: one command that succeeds or not. */
function check(id, command, rest = {}) {
  return { id, kind: 'check', command, slots: 1, after: [], limit: 3 * minute, ...rest }
}

/** A run of Vitest; its counts come from a report. */
function vitest(id, args, rest = {}) {
  const reporters = ['--reporter=default', '--reporter=json']
  const command = (report) => ['vitest', 'run', ...args, ...reporters, `--outputFile.json=${report}`]
  return { id, kind: 'vitest', command, slots: 1, after: [], limit: 10 * minute, ...rest }
}

/** A run of Playwright; its counts come from a report. */
function playwright(id, args, rest = {}) {
  const command = () => ['playwright', 'test', ...args, '--reporter=list,json', `--output=test-results/${id}`]
  const env = (report) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: report })
  const rules = { slots: 2, after: [], limit: 30 * minute, browser: true }
  return { id, kind: 'playwright', command, env, ...rules, ...rest }
}

function contract(hub, rest) {
  return vitest(`contract-${hub}`, ['--project', 'contract', `e2e/contract/${hub}.contract.ts`], rest)
}

/** Messages that are provoked on a real hub, and read. */
function dictionary(which, rest) {
  return vitest(
    `dictionary-${which}`,
    ['--project', 'dictionary', `e2e/dictionary/${which}.dictionary.ts`],
    rest,
  )
}

/** The Python environment of a hub: mostly a wait for the network, so it takes none of the machine. */
function python(hub) {
  const command = ['tsx', 'scripts/prepare-hub.ts', hub]
  return check(`python-${hub}`, command, { kind: 'preparation', slots: 0, limit: 12 * minute })
}

/** The proxies that stand in front of hubs: what is not installed comes from the network. */
const proxies = check('proxies', ['tsx', 'scripts/prepare-proxies.ts'], {
  kind: 'preparation',
  slots: 0,
  limit: 12 * minute,
})

const hubs = ['python-6.1.1', 'python-5.5.4', 'python-4.1.6', 'python-3.1.1']
const needsOfProxies = ['proxies', ...hubs, 'build-app', 'build-service']

/**
 * Every step of `npm test`, the cheap ones first. `after`: steps that have to succeed before. `slots`: how much of
 * the machine (of 2) it takes. Steps whose names begin alike are chosen together by `--only contract`.
 */
export const steps = [
  check('types', ['tsc', '--noEmit']),
  check('lint', ['oxlint', '--deny-warnings']),
  check('format', ['oxfmt', '--check', '.']),
  check('dead', ['knip']),
  python('6.1.1'),
  python('5.5.4'),
  proxies,
  check('build-app', ['vite', 'build']),
  check('build-service', ['vite', 'build', '--ssr']),
  check('build-demo', ['vite', 'build', '--mode', 'demo']),
  vitest('unit', ['--project', 'unit', '--project', 'page'], { slots: 2 }),
  contract('mock', { slots: 1 }),
  contract('hub-6.1.1', { after: ['python-6.1.1'] }),
  contract('hub-5.5.4', { after: ['python-5.5.4'] }),
  dictionary('table'),
  dictionary('hub-6.1.1', { after: ['python-6.1.1'] }),
  dictionary('hub-5.5.4', { after: ['python-5.5.4'] }),
  python('4.1.6'),
  python('3.1.1'),
  dictionary('hub-4.1.6', { after: ['python-4.1.6'] }),
  dictionary('hub-3.1.1', { after: ['python-3.1.1'] }),
  dictionary('config-lines', { after: hubs }),
  vitest('differential', ['--project', 'differential'], {
    slots: 2,
    after: hubs,
  }),
  playwright('e2e-demo', ['--project', 'demo'], { after: ['build-demo'] }),
  playwright(
    'e2e-hub',
    ['--project', 'hub', '--project', 'hub-jupyter', '--project', 'hub-5', '--project', 'hub-4'],
    {
      after: ['python-6.1.1', 'python-5.5.4', 'python-4.1.6', 'build-app', 'build-service'],
    },
  ),
  vitest('proxy-doctor', ['--project', 'proxy'], {
    slots: 2,
    limit: 30 * minute,
    after: needsOfProxies,
  }),
  playwright('e2e-proxy', ['--project', 'proxy-*'], {
    after: needsOfProxies,
  }),
]

/**
 * The steps that `--only` names, with everything they need. `undefined` names all.
 * Throws an Error with one line for a name that fits no step.
 */
export function chosen(names) {
  if (names === undefined) return steps
  const unknown = names.find((name) => !steps.some((step) => step.id.startsWith(name)))
  if (unknown !== undefined) {
    throw new Error(`There is no step ${unknown}; there are ${steps.map((step) => step.id).join(', ')}.`)
  }
  const wanted = new Set(
    steps.filter((step) => names.some((name) => step.id.startsWith(name))).map(({ id }) => id),
  )
  // From the end, since a step only needs steps that stand before it.
  for (const step of steps.toReversed()) {
    if (wanted.has(step.id)) step.after.forEach((id) => wanted.add(id))
  }
  return steps.filter((step) => wanted.has(step.id))
}
