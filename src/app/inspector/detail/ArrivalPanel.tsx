import type { Echo } from '#server/contract.ts'
import { formatAmount, formatBytes } from '../../ui/format.ts'
import { Fact, Facts } from './Facts.tsx'
import { type ArrivalGroup, groupsOf } from './arrival-groups.ts'

/** What Hubscope's service saw of the request on its way in, after the browser and every proxy had a hand in it. */
export function ArrivalPanel({ arrival }: { arrival: Echo | undefined }) {
  if (!arrival) {
    return (
      <p className="max-w-prose text-ink-2">
        Not known: the answer does not say what arrived. An answer that Hubscope’s service gave or handed on
        does.
      </p>
    )
  }
  const { method, target, httpVersion, peer, cookies } = arrival
  return (
    <div className="grid gap-3">
      <Facts>
        <Fact term="Request line">
          <code>
            {method} {target} {httpVersion && `HTTP/${httpVersion}`}
          </code>
        </Fact>
        <Fact term="Came from">
          <code>{peer ?? 'not known'}</code>
          <span className="text-ink-3"> the last hop before the service</span>
        </Fact>
      </Facts>
      {groupsOf(arrival.headers).map((group) => (
        <Group key={group.title} group={group} />
      ))}
      <Cookies cookies={cookies} />
    </div>
  )
}

function Group({ group: { title, headers } }: { group: ArrivalGroup }) {
  return (
    <section className="grid gap-1">
      <h3 className="font-semibold">{title}</h3>
      <Facts>
        {headers.map(([name, value]) => (
          <Fact key={name} term={name}>
            {value === undefined ? (
              <span className="text-ink-3">did not arrive</span>
            ) : (
              <code className="wrap-anywhere">{value}</code>
            )}
          </Fact>
        ))}
      </Facts>
    </section>
  )
}

function Cookies({ cookies }: Pick<Echo, 'cookies'>) {
  const total = cookies.reduce((sum, { bytes }) => sum + bytes, 0)
  const keyed = cookies.map((cookie, key) => ({ ...cookie, key }))
  return (
    <section className="grid gap-1">
      <h3 className="font-semibold">Cookies</h3>
      <p className="text-sm text-ink-3">
        {cookies.length === 0
          ? 'None arrived.'
          : `${formatAmount(cookies.length, 'cookie')}, ${formatBytes(total)}. Their values are never shown.`}
      </p>
      {keyed.length > 0 && (
        <Facts>
          {keyed.map(({ name, bytes, key }) => (
            <Fact key={key} term={name === '' ? '(without a name)' : name}>
              <span className="tabular-nums">{formatBytes(bytes)}</span>
            </Fact>
          ))}
        </Facts>
      )}
    </section>
  )
}
