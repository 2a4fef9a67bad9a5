import { type DoctorAnswerer, askedAnswerer } from '../../answerer.ts'
import type { Asked } from '../../results.ts'
import type { Site } from '../../site.ts'

/** A part of the site, and who answers there. */
export interface Tree {
  path: string
  asked: Asked
  by: DoctorAnswerer | 'nobody'
  /** The service's own; the others are the hub's, and servers' for which it answers. */
  isService: boolean
}

/** The parts that were asked: the service's first. */
export function treesOf({ results, page }: Site): Tree[] {
  const { echoes, hub, hubPage, userTree } = results
  const hubPath = new URL(results.page.hubUrl, page).pathname
  const all: [string, Asked | undefined][] = [
    [results.page.prefix, arrived(echoes) ?? echoes?.[0]],
    [`${hubPath}api/`, arrived(hub) ?? hub?.[0]],
    [hubPath, hubPage],
    [hubPath.replace(/hub\/$/, 'user/'), userTree],
  ]
  return all.flatMap(([path, asked], index) =>
    asked ? [{ path, asked, by: askedAnswerer(asked), isService: index === 0 }] : [],
  )
}

/** The first of several calls of one address that came where it should. */
export function arrived<Call extends Asked>(calls: readonly Call[] = []): Call | undefined {
  return calls.find((call) => ['service', 'hub'].includes(askedAnswerer(call)))
}

/** What came of it, as a sentence. */
export function say({ path, asked }: Tree): string {
  const { answer } = asked
  if (!answer) return `${path} is not answered at all (${asked.reason ?? asked.failure ?? 'no reason'}).`
  const where = answer.headers['location']
  const what =
    answer.status === 0 || where
      ? `redirected${where ? ` to ${where}` : ''}`
      : `answered with ${answer.status}`
  const server = answer.headers['server']
  return `${path} is ${what}${answer.says ? ` “${answer.says}”` : ''}${server ? ` by ${server}` : ''}.`
}

/** Those that arrive, in one sentence. */
export function well(trees: readonly Tree[]): string[] {
  const good = trees.filter(({ by }) => by === 'hub' || by === 'service').map(({ path }) => path)
  return good.length > 0 ? [`${good.join(' and ')} arrive.`] : []
}
