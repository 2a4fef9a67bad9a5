import type { TwinAnswer, Twins, TwinWay } from '#diagnosis/twins/answers.ts'

const ways: readonly { way: TwinWay; words: string }[] = [
  { way: 'token', words: 'Through Hubscope, with your token' },
  { way: 'cookie', words: 'Straight to the hub, with its cookie' },
  { way: 'nobody', words: 'Straight to the hub, with neither' },
]

/** The same question's answers, side by side. */
export function TwinAnswers({ twins }: { twins: Twins }) {
  return (
    <dl className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[auto_minmax(0,1fr)]">
      {ways.map(({ way, words }) => (
        <div key={way} className="contents">
          <dt className="text-ink-3">{words}</dt>
          <dd className="wrap-anywhere">{answerText(twins[way])}</dd>
        </div>
      ))}
    </dl>
  )
}

function answerText(answer: TwinAnswer | undefined): string {
  if (!answer) return 'not sent'
  const { status, answeredBy, message } = answer
  if (status === undefined) return 'no answer'
  const what = status === 0 ? 'a redirect' : String(status)
  if (answeredBy === 'proxy') return `${what}, not from the hub`
  return message === undefined ? what : `${what}: ${message}`
}
