import type { Exchange } from '../record/exchange-store.ts'

interface Props {
  /** What they are the headers of: "Headers of the request". */
  caption: string
  headers: Exchange['requestHeaders']
}

/** Header lines as they were recorded, without secrets. */
export function HeaderTable({ caption, headers }: Props) {
  if (headers.length === 0) return <p className="text-ink-3">No headers were recorded.</p>
  const keyed = headers.map(([name, value], key) => ({ name, value, key }))
  return (
    <table className="w-full table-fixed text-sm">
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        <col className="w-48 @max-lg:w-32" />
        <col />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {keyed.map(({ name, value, key }) => (
          <tr key={key} className="align-baseline">
            <th scope="row" className="py-px pr-3 text-left font-normal text-ink-3 wrap-anywhere">
              {name}
            </th>
            <td className="py-px font-mono wrap-anywhere">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
