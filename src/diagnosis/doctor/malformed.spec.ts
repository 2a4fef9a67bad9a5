import { expect, test } from 'vitest'
import { examine } from './examine.ts'
import { examinationText } from './report.ts'
import { resultsSchema } from './results.ts'
import { byHub, healthy } from './testing/healthy.ts'

type Path = readonly (string | number)[]

/** The path to every text and number in it. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string' || typeof value === 'number') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...path, key]))
}

function withLeaf(value: unknown, path: Path, leaf: unknown): unknown {
  const copy: unknown = structuredClone(value)
  const last = path.at(-1)
  const owner = path.slice(0, -1).reduce((at, key) => Reflect.get(Object(at), key), copy)
  Reflect.set(Object(owner), last ?? '', leaf)
  return copy
}

const [target] = healthy().inside?.targets ?? []

/** With parts that a healthy run of one asker does not have all at once. */
const whole = healthy({
  asker: 'command-line',
  reaches: [
    {
      user: 'ada',
      server: '',
      ready: true,
      asked: byHub(424),
      hops: [{ ...byHub(302, { headers: { location: '/hub/home' } }), url: 'https://hub.test/user/ada/' }],
      route: { target: 'http://10.0.0.9:8888' },
      ...(target && { inside: target }),
    },
  ],
  login: {
    worked: false,
    hops: [{ ...byHub(302, { headers: { location: '/hub/home' } }), url: 'https://hub.test/hub/login' }],
  },
  routes: { ok: 1, wrong: [{ spec: '/user/ada/', state: 'stale' }] },
})

test.each(['', 'http://[', '%'])(
  'results of somebody else in which any text is %j are refused or judged, and throw nothing',
  (text) => {
    for (const path of leavesOf(whole)) {
      const parsed = resultsSchema.safeParse(withLeaf(whole, path, text))
      if (!parsed.success) continue
      expect(examinationText(examine(parsed.data)), path.join('.')).toBeTypeOf('string')
    }
  },
  // Some thousand examinations.
  30_000,
)

test('and so are those in which any number is beyond all measure', () => {
  for (const path of leavesOf(whole)) {
    const parsed = resultsSchema.safeParse(withLeaf(whole, path, -1e300))
    if (parsed.success) expect(examinationText(examine(parsed.data)), path.join('.')).toBeTypeOf('string')
  }
}, 30_000)

test.each([
  ['origin', 'http://['],
  ['origin', 'https://hub.test/with/a/path'],
  ['origin', 'file:///etc'],
  ['hubUrl', '/hub/'],
  ['prefix', 'services/hubscope/'],
])('an address %s of a page that is none is refused: %s', (name, text) => {
  const { success, error } = resultsSchema.safeParse(withLeaf(whole, ['page', name], text))
  expect(success).toBe(false)
  expect(error?.issues[0]?.path).toEqual(['page', name])
})
