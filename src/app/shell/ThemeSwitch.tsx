import type { ReactNode } from 'react'
import { MoonIcon, SunIcon, SystemIcon } from '../ui/icons.tsx'
import { chooseTheme, type ThemeChoice, useThemeChoice } from './theme.ts'

const options: readonly { value: ThemeChoice; label: string; icon: ReactNode }[] = [
  { value: 'light', label: 'Light', icon: <SunIcon /> },
  { value: 'dark', label: 'Dark', icon: <MoonIcon /> },
  { value: 'system', label: 'As the system', icon: <SystemIcon /> },
]

/** Light, dark, or as the system. */
export function ThemeSwitch() {
  const choice = useThemeChoice()
  return (
    <fieldset className="flex rounded-md border border-line bg-surface">
      <legend className="sr-only">Theme</legend>
      {options.map(({ value, label, icon }) => (
        <label
          key={value}
          title={label}
          className="relative grid h-6 w-7 place-items-center rounded-md text-ink-3 hover:text-ink has-checked:bg-selected has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="theme"
            value={value}
            aria-label={label}
            checked={choice === value}
            onChange={() => chooseTheme(value)}
            className="absolute inset-0 appearance-none outline-none"
          />
          {icon}
        </label>
      ))}
    </fieldset>
  )
}
