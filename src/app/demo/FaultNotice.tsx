import type { KnownHubVersion } from '#mock-hub/scenario.ts'
import { hurts, type Situation } from './situations/situation.ts'

interface Props {
  situation: Situation
  /** Of the hub that is looked at. */
  version: KnownHubVersion
}

const link = 'text-accent underline underline-offset-2'

/** What is broken now, where it shows, and what names it. */
export function FaultNotice({ situation, version }: Props) {
  const { text, place, finding } = situation
  return (
    <p className="basis-full text-pretty text-ink-2">
      <strong className="font-semibold text-bad">Broken on purpose:</strong> {text}{' '}
      {!hurts(situation, version) && `Hubs newer than ${situation.version}, as this one, do not mind. `}
      <a href={`#${place.to}`} className={`font-semibold ${link}`}>
        {place.text}
      </a>
      , or read about{' '}
      <a href={`#/findings/${finding}`} className={link}>
        <code className="whitespace-nowrap">{finding}</code>
      </a>
      .
    </p>
  )
}
