import { useState } from 'react'
import { usePermissions } from '../../api/permissions.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { Select } from '../../ui/Select.tsx'
import type { Exchange } from '../record/exchange-store.ts'
import { type ApiCall, apiCallOf, apiUrlOf, tokenVariable } from './api-call.ts'
import { asCurl, asFetch, asPython } from './as-code.ts'

type Language = 'curl' | 'python' | 'fetch'

const languages: readonly { value: Language; label: string }[] = [
  { value: 'curl', label: 'curl' },
  { value: 'python', label: 'Python' },
  { value: 'fetch', label: 'fetch' },
]

const write: Record<Language, (call: ApiCall) => string> = {
  curl: asCurl,
  python: asPython,
  fetch: asFetch,
}

/** The same call as code, to be made without Hubscope, straight to the hub. */
export function CodePanel({ exchange }: { exchange: Exchange }) {
  const { session } = usePermissions()
  const [language, setLanguage] = useState<Language>('curl')
  const call = apiCallOf(exchange, apiUrlOf(exchange.url, session.hubUrl, location.href))
  if (!call) {
    return (
      <p className="max-w-prose text-ink-2">
        This is no operation of the hub’s API, so there is no call to copy.
      </p>
    )
  }
  const code = write[language](call)
  return (
    <div className="grid grid-cols-1 gap-2">
      <Select label="As" value={language} options={languages} onChange={setLanguage} />
      <CodeBlock
        lines={code.split('\n').map((text) => ({ text }))}
        label={`the call as ${language}`}
        copy={code}
      />
      <p className="max-w-prose text-pretty text-ink-3">
        It goes straight to the hub, with the token in the environment variable <code>{tokenVariable}</code>;
        the hub’s token page makes one.
      </p>
    </div>
  )
}
