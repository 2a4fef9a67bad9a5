import { Link, useParams } from 'react-router'
import { catalog, type FindingCode } from '#diagnosis/codes.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { findingText, isFindingCode } from './finding-pages.ts'
import { Markdown } from './Markdown.tsx'

/** What is known of one kind of failure: how it shows, why, how to tell, what to do, and where that is from. */
export function Page() {
  const { code = '' } = useParams()
  return isFindingCode(code) ? <Described code={code} /> : <Unknown code={code} />
}

function Described({ code }: { code: FindingCode }) {
  const { title, severity, text } = catalog[code]
  return (
    <>
      <PageHeader title={title} />
      <PageBody scroll>
        <article className="grid min-w-0 grid-cols-1 gap-3.5">
          <p className="font-mono text-xs text-ink-3">
            {code} · {severity}
          </p>
          <p className="max-w-prose text-lg text-pretty text-ink-2">{text}</p>
          <Markdown text={findingText(code)} />
          <p className="pt-2">
            <Link to="/findings" className="text-accent underline underline-offset-2">
              All findings
            </Link>
          </p>
        </article>
      </PageBody>
    </>
  )
}

function Unknown({ code }: { code: string }) {
  return (
    <>
      <PageHeader title="No such finding" />
      <PageBody>
        <EmptyState title={`Hubscope knows no finding ${code}.`}>
          <Link to="/findings" className="text-accent underline underline-offset-2">
            All findings
          </Link>
        </EmptyState>
      </PageBody>
    </>
  )
}
