import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { logOut, sessionQuery } from '../api/session.ts'
import { forgetSpawns } from '../api/spawns/spawn-watch.ts'
import { failureText } from '../components/failure-text.ts'
import { exchanges } from '../inspector/record/exchange-store.ts'
import { recordKeeper } from '../inspector/record/record-keeper.ts'
import { Button } from '../ui/Button.tsx'
import { SignOutIcon } from '../ui/icons.tsx'

/** Ends the login at Hubscope; the hub's own stays. A failure is shown on the button. */
export function LogOutButton() {
  const client = useQueryClient()
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string>()
  const leave = async () => {
    setPending(true)
    setFailure(undefined)
    try {
      await logOut()
      recordKeeper.forget()
      // Nothing of what was read may stay: the next one to log in may see less.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
      await client.resetQueries({ queryKey: sessionQuery.queryKey })
      forgetSpawns()
      exchanges.forget()
    } catch (cause) {
      setPending(false)
      setFailure(failureText(cause))
    }
  }
  return (
    <span className="grid justify-items-end">
      <Button
        variant="quiet"
        size="small"
        pending={pending}
        icon={<SignOutIcon />}
        onClick={() => void leave()}
      >
        Log out
      </Button>
      {failure && (
        <span role="alert" className="text-xs text-bad">
          {failure}
        </span>
      )}
    </span>
  )
}
