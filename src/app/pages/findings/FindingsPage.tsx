import { Link } from 'react-router'
import { catalog, type FindingCode } from '#diagnosis/codes.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { PageBar } from '../../components/PageBar.tsx'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { useSearch } from '../../components/use-search.ts'
import { Button } from '../../ui/Button.tsx'
import { SearchField } from '../../ui/SearchField.tsx'

const codes = Object.keys(catalog) as FindingCode[]

/** Every finding that Hubscope knows, to be looked up by a word of it. */
export function Page() {
  const [search, setSearch] = useSearch()
  const q = search.get('q') ?? ''
  const found = codes.filter((code) => isAbout(code, q))
  const change = (text: string) =>
    setSearch(
      (current) => {
        if (text === '') current.delete('q')
        else current.set('q', text)
        return current
      },
      { replace: true },
    )
  return (
    <>
      <PageHeader title="Findings" sub={q === '' ? codes.length : `${found.length} of ${codes.length}`} />
      <PageBar>
        <SearchField
          label="Filter by code or words"
          placeholder="Code or words"
          value={q}
          onChange={change}
        />
      </PageBar>
      <PageBody scroll>
        {found.length === 0 ? (
          <EmptyState
            title="No finding is about that."
            action={<Button onClick={() => change('')}>Clear filter</Button>}
          />
        ) : (
          <ul aria-label="Findings" className="grid max-w-4xl min-w-0 grid-cols-1 gap-3">
            {found.map((code) => (
              <Entry key={code} code={code} />
            ))}
          </ul>
        )}
      </PageBody>
    </>
  )
}

function Entry({ code }: { code: FindingCode }) {
  const { title, severity, text } = catalog[code]
  return (
    <li>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Link
          to={`/findings/${code}`}
          className="font-semibold text-pretty text-accent underline-offset-2 hover:underline"
        >
          {title}
        </Link>
        <span className="font-mono text-xs whitespace-nowrap text-ink-3">
          {code} · {severity}
        </span>
      </p>
      <p className="text-pretty text-ink-2">{text}</p>
    </li>
  )
}

function isAbout(code: FindingCode, q: string): boolean {
  const { title, text } = catalog[code]
  const words = `${code} ${title} ${text}`.toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word))
}
