import { Link } from 'react-router'
import { catalog, type FindingCode } from '#diagnosis/codes.ts'

/** What is known of failures of this kind, folded away, and the way to its page. */
export function AboutFinding({ code }: { code: FindingCode }) {
  return (
    <details className="max-w-prose">
      <summary className="w-fit cursor-pointer text-ink-2 hover:text-ink">
        About findings of this kind
      </summary>
      <p className="pt-1 text-pretty text-ink-2">{catalog[code].text}</p>
      <Link to={`/findings/${code}`} className="text-accent underline underline-offset-2">
        How to tell, what to do, and sources
      </Link>
    </details>
  )
}
