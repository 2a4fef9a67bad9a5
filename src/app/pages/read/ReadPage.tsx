import { useMemo } from 'react'
import { Link } from 'react-router'
import { toText } from '#diagnosis/read/explain.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { PageBody } from '../../components/PageBody.tsx'
import { PageHeader } from '../../components/PageHeader.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Meter } from '../../ui/Meter.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { FindingCard } from './FindingCard.tsx'
import { InputArea } from './InputArea.tsx'
import { howFast, howMany, whatWasRead } from './reading-words.ts'
import { type ReadingState, useReading } from './use-reading.ts'

/** Logs and other texts that somebody sends, read here: which known problems they show, and what helps. */
export function Page() {
  const { state, read, clear } = useReading()
  return (
    <>
      <PageHeader
        title="Read a log"
        sub="Nothing you give it leaves this browser"
        actions={state.kind === 'done' && <Button onClick={clear}>Clear</Button>}
      />
      <PageBody scroll>
        <InputArea onGiven={read} />
        <output className="sr-only">{announcement(state)}</output>
        <Outcome state={state} onCancel={clear} />
      </PageBody>
    </>
  )
}

function announcement(state: ReadingState): string {
  if (state.kind === 'reading') return 'Reading'
  return state.kind === 'done' ? `${howMany(state.reading.findings.length)} in ${state.names.join(', ')}` : ''
}

function Outcome({ state, onCancel }: { state: ReadingState; onCancel: () => void }) {
  switch (state.kind) {
    case 'idle':
      return <Understood />
    case 'reading':
      return (
        <div className="flex flex-wrap items-center gap-3">
          <Meter value={state.share * 100} label="progress of the reading" />
          <span className="text-ink-2 tabular-nums">
            Reading {state.names.join(', ')}: {Math.floor(state.share * 100)} %
          </span>
          <Button size="small" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      )
    case 'failed':
      return (
        <Notice tone="bad" title={`${state.names.join(', ')} could not be read`} alert>
          {state.reason}
        </Notice>
      )
    case 'done':
      return <Result state={state} />
  }
}

function Result({ state }: { state: Extract<ReadingState, { kind: 'done' }> }) {
  const { reading, names, bytes, milliseconds } = state
  const { findings } = reading
  const text = useMemo(() => toText(reading), [reading])
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
        <p className="min-w-0 wrap-anywhere">
          <b className="font-semibold text-ink">{howMany(findings.length)}</b> in {names.join(', ')} (
          {whatWasRead(reading)}; {howFast(bytes, milliseconds)})
        </p>
        {findings.length > 0 && <CopyButton text={text} what="the findings as text" />}
      </div>
      {findings.length === 0 ? (
        <EmptyState title="No known problem here">
          None of the problems that Hubscope knows shows in this text. More lines from just before and after
          the trouble may tell more: of the hub’s log, the proxy’s log, and the answer that a browser or curl
          got.
        </EmptyState>
      ) : (
        findings.map((finding) => <FindingCard key={finding.code} finding={finding} />)
      )}
    </>
  )
}

const understood = [
  ['Logs of the hub and of users’ servers', 'as they are, or as docker, kubectl or journalctl print them'],
  ['Logs of proxies', 'configurable-http-proxy, nginx, Apache, HAProxy, Traefik, Caddy, Envoy'],
  ['What a browser shows', 'its console, or a HAR file of its network view'],
  ['What curl -v or curl -i prints', 'with or without the command'],
] as const

function Understood() {
  return (
    <section className="grid gap-2 pt-1 text-ink-2">
      <h2 className="font-semibold text-ink">What it understands, mixed as it comes</h2>
      <ul className="grid gap-1">
        {understood.map(([what, how]) => (
          <li key={what}>
            {what}: <span className="text-ink-3">{how}</span>
          </li>
        ))}
      </ul>
      <p className="max-w-prose text-pretty text-ink-3">
        All that it knows is listed under{' '}
        <Link to="/findings" className="text-accent underline underline-offset-2">
          Findings
        </Link>
        . The same on a command line: <code>hubscope explain FILE</code>, or <code>… | hubscope explain</code>
        .
      </p>
    </section>
  )
}
