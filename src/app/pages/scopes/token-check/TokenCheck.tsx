import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { checkToken, readTokenRecord } from '../../../api/token-check.ts'
import { useOwnPermissions } from '../../../api/permissions.ts'
import { failureText } from '../../../components/failure-text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Section } from '../Section.tsx'
import { TokenReport } from './TokenReport.tsx'

/** Whose token this is, and what it may do. */
export function TokenCheck() {
  const permissions = useOwnPermissions()
  const [token, setToken] = useState('')
  const id = useId()
  const check = useMutation({
    // The token is an argument of no query or mutation: TanStack keeps those.
    mutationFn: async (takeToken: () => string) => {
      const answer = await checkToken(takeToken())
      if (answer.state === 'refused') return answer
      return { ...answer, record: await readTokenRecord(answer, permissions) }
    },
    gcTime: 0,
  })
  const submit = () => {
    const given = token.trim()
    if (given === '' || check.isPending) return
    let left: string | undefined = given
    check.mutate(() => {
      const once = left ?? ''
      left = undefined
      return once
    })
    setToken('')
  }
  return (
    <div className="grid grid-cols-1 gap-3.5">
      <Section
        title="Check a token"
        intro="Hubscope’s service asks the hub once whose token it is, and forgets it. It is kept nowhere, in no log and in no record of requests; only the hub notes that it was used."
      >
        <form
          className="flex flex-wrap items-center gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <label htmlFor={id} className="text-ink-2">
            Token
          </label>
          <input
            id={id}
            type="password"
            value={token}
            onChange={(event) => setToken(event.target.value)}
            autoComplete="off"
            spellCheck={false}
            className="h-7 min-w-48 flex-1 rounded-md border border-line-field bg-canvas px-2.5 font-mono wide:max-w-96"
          />
          <Button
            submit
            variant="primary"
            pending={check.isPending}
            disabledReason={token.trim() === '' ? 'Paste a token first.' : undefined}
          >
            Check
          </Button>
        </form>
        <div aria-live="polite" className="grid gap-2.5">
          {check.error && <Notice tone="bad" title={failureText(check.error)} />}
          {check.data?.state === 'refused' && (
            <Notice tone="bad" title="The hub does not accept this token">
              It has expired, was revoked, or is of another hub. The hub does not say which.
            </Notice>
          )}
        </div>
      </Section>
      {check.data?.state === 'accepted' && <TokenReport report={check.data} />}
    </div>
  )
}
