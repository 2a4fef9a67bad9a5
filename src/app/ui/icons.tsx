import type { ReactNode } from 'react'

/** Line icons of 16 px in the text's colour, for the eye alone: the control beside them has the name. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="shrink-0"
    >
      {children}
    </svg>
  )
}

export function BrandIcon() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      <circle cx="9" cy="9" r="6.2" />
      <circle cx="9" cy="9" r="2" fill="currentColor" stroke="none" />
      <path d="m13.6 13.6 4 4" strokeLinecap="round" />
    </svg>
  )
}

export function CloseIcon() {
  return (
    <Icon>
      <path d="m4 4 8 8m0-8-8 8" />
    </Icon>
  )
}

export function MenuIcon() {
  return (
    <Icon>
      <path d="M2.5 4.5h11m-11 3.5h11m-11 3.5h11" />
    </Icon>
  )
}

export function SearchIcon() {
  return (
    <Icon>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.3 3.3" />
    </Icon>
  )
}

export function ChevronIcon() {
  return (
    <Icon>
      <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />
    </Icon>
  )
}

export function CopyIcon() {
  return (
    <Icon>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
      <path d="M10.5 3.5v-.3a.7.7 0 0 0-.7-.7H3.2a.7.7 0 0 0-.7.7v6.6c0 .4.3.7.7.7h.3" />
    </Icon>
  )
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="m3 8.5 3.2 3.2L13 4.8" />
    </Icon>
  )
}

export function ExternalIcon() {
  return (
    <Icon>
      <path d="M6.5 3.5h-3v9h9v-3m-3.5-6h3.5V7m0-3.5-5 5" />
    </Icon>
  )
}

export function SunIcon() {
  return (
    <Icon>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.5v1.2m0 10.6v1.2M1.5 8h1.2m10.6 0h1.2M3.4 3.4l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9" />
    </Icon>
  )
}

export function MoonIcon() {
  return (
    <Icon>
      <path d="M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6Z" />
    </Icon>
  )
}

export function SystemIcon() {
  return (
    <Icon>
      <rect x="2" y="3" width="12" height="8" rx="1.2" />
      <path d="M6 13.5h4" />
    </Icon>
  )
}

export function SignOutIcon() {
  return (
    <Icon>
      <path d="M6.5 2.5h-3v11h3m1.5-5.5h5.5m-2.2-2.3L13.5 8l-2.2 2.3" />
    </Icon>
  )
}

export function PinIcon({ filled = false }: { filled?: boolean }) {
  return (
    <Icon>
      <path d="M5.5 2.5h5l-.6 4 2 2.2v1H4.1v-1l2-2.2zM8 9.7v4" fill={filled ? 'currentColor' : 'none'} />
    </Icon>
  )
}
