import { useRecheckRoutes } from '../../api/route-check.ts'
import { failureText } from '../failure-text.ts'
import { PermissionButton } from '../PermissionButton.tsx'
import { recheckText } from './recheck-text.ts'

/** Lets the hub repair the proxy's table, and says what that has changed. */
export function Recheck() {
  const { mutate, isPending, data, error } = useRecheckRoutes()
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <output className={error ? 'text-bad' : 'text-ink-2'}>
        {error ? failureText(error) : data && !isPending ? recheckText(data) : ''}
      </output>
      <PermissionButton operation="checkRoutes" pending={isPending} onClick={() => mutate()}>
        Re-check
      </PermissionButton>
    </div>
  )
}
