import { type ComponentProps, type MouseEvent, type ReactNode, useId } from 'react'
import { Spinner } from './Spinner.tsx'
import { Tooltip } from './Tooltip.tsx'

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'type'> {
  variant?: 'plain' | 'primary' | 'danger' | 'quiet'
  size?: 'small' | 'normal'
  /** Why the button cannot be used now, as a sentence. It stays focusable, does nothing, and shows this. */
  disabledReason?: string | undefined
  /** With a `disabledReason`: opens a longer explanation in a dialog, which is then what a press does. */
  onWhy?: (() => void) | undefined
  /** Its work is under way: further presses do nothing. */
  pending?: boolean
  icon?: ReactNode
  submit?: boolean
}

const variants = {
  plain: 'border-line-strong bg-surface hover:bg-hover',
  primary: 'border-accent bg-accent font-semibold text-accent-ink hover:brightness-110',
  danger: 'border-bad/45 bg-surface text-bad hover:bg-bad-soft',
  quiet: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
} as const

const sizes = { normal: 'h-7 px-2.5 text-base', small: 'h-6 px-2 text-sm' } as const

/** A button. Without text inside, give it an `aria-label`. */
export function Button({
  variant = 'plain',
  size = 'normal',
  disabledReason,
  onWhy,
  pending = false,
  icon,
  submit = false,
  className = '',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const explains = disabledReason !== undefined && onWhy !== undefined
  const description = explains
    ? `${disabledReason} Press to see why, and what would allow it.`
    : disabledReason
  const idle = disabledReason !== undefined || pending
  const look =
    disabledReason === undefined
      ? variants[variant]
      : 'border-dashed border-line-strong text-ink-3 cursor-default'
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (!idle) return onClick?.(event)
    event.preventDefault()
    if (explains) onWhy?.()
  }
  const button = (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      onClick={press}
      aria-disabled={idle || undefined}
      aria-haspopup={explains ? 'dialog' : rest['aria-haspopup']}
      aria-busy={pending || undefined}
      aria-describedby={disabledReason === undefined ? rest['aria-describedby'] : reasonId}
      className={`inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border whitespace-nowrap ${sizes[size]} ${look} ${className}`}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  )
  // The same elements with and without a reason: a button that is pressed and then refuses keeps the focus.
  return (
    <>
      <Tooltip content={description} onPress={!explains}>
        {button}
      </Tooltip>
      {disabledReason === undefined ? null : (
        <span id={reasonId} className="sr-only">
          {description}
        </span>
      )}
    </>
  )
}
