import { AlertDialog } from '@base-ui/react/alert-dialog'
import { loginOver } from '#diagnosis/rules/credentials.ts'
import { LoginLink } from './LoginLink.tsx'

/** Over the page as it was, when its login has ended. */
export function LoginEnded({ reason }: { reason: 'no-session' | 'expired' }) {
  const { code, certainty, explanation } = loginOver(reason)
  return (
    <AlertDialog.Root open>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-backdrop" />
        <AlertDialog.Popup className="dialog-popup">
          <AlertDialog.Title className="text-lg font-semibold">Your login has ended</AlertDialog.Title>
          <AlertDialog.Description className="text-ink-2">
            The page stands as it was. Log in again to go on from this view.
          </AlertDialog.Description>
          <p className="text-pretty text-ink-2">{explanation}</p>
          <p className="font-mono text-xs text-ink-3">
            {code} · {certainty}
          </p>
          <div className="flex justify-end pt-1">
            <LoginLink />
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
