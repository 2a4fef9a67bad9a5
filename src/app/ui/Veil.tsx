import { Tooltip } from './Tooltip.tsx'

interface Props {
  /** Any one of these scopes would show it. */
  needs: readonly string[]
  /** Says the reason in place instead of on hover. */
  detail?: boolean
  /** Takes the keyboard's focus, to show the reason; for a lone one, not for one per row. */
  focusable?: boolean
  /** What stands on it. */
  children?: string
}

/** In place of a value that the visitor's token may not see: neither empty nor absent, but hidden. */
export function Veil({ needs, detail = false, focusable = false, children = 'hidden' }: Props) {
  const reason = `needs ${needs.join(' or ')}`
  if (detail) {
    return (
      <span className={look}>
        {children}: {reason}
      </span>
    )
  }
  return (
    <Tooltip content={`Hidden from your token: ${reason}.`}>
      <span className={look} {...(focusable ? { tabIndex: 0, role: 'note' } : {})}>
        {children}
        <span className="sr-only">: {reason}</span>
      </span>
    </Tooltip>
  )
}

const look = 'veil relative inline-block rounded-sm px-1.5 py-px text-xs text-veil'
