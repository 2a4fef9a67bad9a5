import { catalog } from '#diagnosis/codes.ts'
import type { Situation } from './situations/situation.ts'

interface Props {
  situation: Situation
  /** The version of the hub that is looked at. */
  version: string
}

/** What is broken now, where it shows, and what names it. */
export function FaultNotice({ situation, version }: Props) {
  const { text, place, finding } = situation
  const isOther = situation.version !== undefined && situation.version !== version
  return (
    <p className="basis-full text-pretty text-ink-2">
      <strong className="font-semibold text-bad">Broken on purpose:</strong> {text}{' '}
      {isOther && `That is so on hub ${situation.version}. `}
      <a href={`#${place.to}`} className="font-semibold text-accent underline underline-offset-2">
        {place.text}
      </a>
      , or read about <FindingLink code={finding} />.
    </p>
  )
}

function FindingLink({ code }: { code: Situation['finding'] }) {
  return (
    <a
      href={`#/findings/${code}`}
      className="text-accent underline underline-offset-2"
      title={catalog[code].title}
    >
      <code>{code}</code>
    </a>
  )
}
