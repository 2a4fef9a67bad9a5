import { CopyButton } from './CopyButton.tsx'

interface CodeLine {
  text: string
  /** Marked as the line to add. */
  added?: boolean
}

interface Props {
  lines: readonly CodeLine[]
  /** What it is, for the copy button and the region's name: "hub configuration". */
  label: string
  /** What the copy button takes; all lines otherwise. */
  copy?: string
}

/** What goes on in a second line stands further in, and is told from the next line by that. */
const lineStyle = 'block pl-[2ch] -indent-[2ch]'

/** Lines a machine reads, with those to add marked. */
export function CodeBlock({ lines, label, copy }: Props) {
  const keyed = lines.map((line, key) => ({ ...line, key }))
  return (
    <div className="relative rounded-md border border-line bg-sunken">
      <div className="absolute top-1 right-1 rounded-md bg-sunken">
        <CopyButton text={copy ?? lines.map((line) => line.text).join('\n')} what={label} />
      </div>
      <section aria-label={label} className="mr-9 py-2 pl-2.5">
        <pre className="leading-normal whitespace-pre-wrap wrap-anywhere">
          {keyed.map((line) =>
            line.added ? (
              <ins key={line.key} className={`${lineStyle} bg-ok-soft text-ok no-underline`}>
                {line.text}
                {'\n'}
              </ins>
            ) : (
              <span key={line.key} className={lineStyle}>
                {line.text}
                {'\n'}
              </span>
            ),
          )}
        </pre>
      </section>
    </div>
  )
}
