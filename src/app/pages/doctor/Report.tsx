import { type ReactNode, useState } from 'react'
import type { Examination } from '#diagnosis/doctor/examine.ts'
import { type DoctorFinding, keyOf } from '#diagnosis/doctor/finding.ts'
import { examinationText, outcomeLine } from '#diagnosis/doctor/report.ts'
import { uncheckedOf } from '#diagnosis/doctor/unchecked.ts'
import { wayOf } from '#diagnosis/doctor/way.ts'
import { useMutes } from '../../doctor/mutes.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { StateDot } from '../../ui/StateDot.tsx'
import { DoctorCard } from './DoctorCard.tsx'
import { useStacked } from '../../ui/use-media.ts'
import { MuteDialog, MutedList } from './Muted.tsx'
import { NotChecked } from './NotChecked.tsx'
import { Way } from './Way.tsx'
import { howManyFindings } from './doctor-words.ts'
import { lists, useFindingFocus } from './use-finding-focus.ts'

interface Props {
  examination: Examination
  /** Not for somebody else's results. */
  canMute?: boolean
  /** Stands below the verdict. */
  children?: ReactNode
}

/** What the checks found: the way, the findings, and what is well. */
export function Report({ examination, canMute = false, children }: Props) {
  const { findings, well } = examination
  const stations = wayOf(examination)
  const mutes = useMutes()
  const [asked, setAsked] = useState<DoctorFinding>()
  const focus = useFindingFocus()
  const isStacked = useStacked()
  const muted = new Set(canMute ? mutes.map(keyOf) : [])
  const shown = findings.filter((each) => !muted.has(keyOf(each)))
  const askAbout = (finding: DoctorFinding, next: DoctorFinding | undefined) => {
    focus.ask(keyOf(finding), next && keyOf(next))
    setAsked(finding)
  }
  return (
    <>
      <output className="sr-only">{howManyFindings(shown.length)}</output>
      {shown.length === 0 && (
        <p className="flex items-center gap-2 font-semibold">
          <StateDot
            tone={examination.seen === 'nothing' || examination.seen === 'no-login' ? 'wait' : 'ok'}
          />
          {findings.length === 0 ? outcomeLine(examination) : 'Nothing was found but what is muted.'}
        </p>
      )}
      {children}
      {!isStacked && <Way stations={stations} />}
      {shown.map((finding, index) => (
        <DoctorCard
          key={keyOf(finding)}
          finding={finding}
          at={stations.find(({ hop }) => hop === finding.hop)?.title}
          heading={focus.heading(keyOf(finding))}
          {...(canMute ? { onMute: () => askAbout(finding, shown[index + 1]) } : {})}
        />
      ))}
      {isStacked && <Way stations={stations} />}
      <section className="grid gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 ref={focus.heading(lists.well)} tabIndex={-1} className="font-semibold">
            Checked and well
          </h2>
          <CopyButton text={examinationText(examination)} what="the report as text" />
        </div>
        {well.length === 0 && <p className="text-ink-2">Nothing could be checked.</p>}
        <ul className="grid gap-x-6 gap-y-1 min-[700px]:grid-cols-2 min-[1100px]:grid-cols-3">
          {well.map((line) => (
            <li key={line} className="flex min-w-0 items-baseline gap-2 text-ink-2">
              <StateDot tone="ok" />
              <span className="min-w-0 wrap-anywhere">{line}</span>
            </li>
          ))}
        </ul>
      </section>
      <NotChecked unchecked={uncheckedOf(examination)} />
      {canMute && (
        <>
          <MutedList
            mutes={mutes}
            found={new Set(findings.map(keyOf))}
            heading={focus.heading(lists.muted)}
            onUnmute={focus.showAgain}
          />
          <MuteDialog finding={asked} onClose={() => setAsked(undefined)} finalFocus={focus.afterAsking} />
        </>
      )}
    </>
  )
}
