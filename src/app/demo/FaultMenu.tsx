import { Menu } from '@base-ui/react/menu'
import { CheckIcon, ChevronIcon } from '../ui/icons.tsx'
import { type SituationId, situationGroups, situationId, situationOf, whyNot } from './situations/all.ts'

interface Props {
  value: SituationId | 'none'
  onChange: (value: SituationId | 'none') => void
}

/** What shall be broken between browser and hub, one thing at a time. What cannot happen on this page says why. */
export function FaultMenu({ value, onChange }: Props) {
  return (
    <Menu.Root>
      <Menu.Trigger className="inline-flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-md border border-line-field bg-surface pr-1.5 pl-2.5 hover:bg-hover data-popup-open:bg-hover">
        <span className="shrink-0 text-ink-2">Fault:</span>
        <span className="truncate">{value === 'none' ? 'none' : situationOf(value).title}</span>
        <span className="shrink-0 text-ink-3">
          <ChevronIcon />
        </span>
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} collisionPadding={8} className="z-50">
          <Menu.Popup className="max-h-(--available-height) w-80 max-w-(--available-width) overflow-y-auto rounded-lg border border-line-strong bg-surface p-1 shadow-float outline-none">
            <Menu.RadioGroup
              value={value}
              onValueChange={(chosen: unknown) => onChange(situationId(String(chosen)) ?? 'none')}
            >
              <Choice value="none" title="None: all is well" />
              {situationGroups.map(({ label, ids }) => (
                <Menu.Group key={label} className="mt-1 border-t border-line pt-1">
                  <Menu.GroupLabel className="px-2 py-1 text-sm font-semibold text-ink-2">
                    {label}
                  </Menu.GroupLabel>
                  {ids.map((id) => (
                    <Choice
                      key={id}
                      value={id}
                      title={situationOf(id).title}
                      reason={whyNot(situationOf(id), location, isSecureContext)}
                    />
                  ))}
                </Menu.Group>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function Choice({ value, title, reason }: { value: string; title: string; reason?: string | undefined }) {
  return (
    <Menu.RadioItem
      value={value}
      disabled={reason !== undefined}
      closeOnClick
      className="grid cursor-default grid-cols-[16px_1fr] items-start gap-x-1.5 rounded-md px-2 py-1 outline-none data-disabled:text-ink-3 data-highlighted:bg-selected"
    >
      <span className="pt-0.5 text-accent">
        <Menu.RadioItemIndicator>
          <CheckIcon />
        </Menu.RadioItemIndicator>
      </span>
      <span>
        {title}
        {reason !== undefined && <span className="block text-sm">{reason}</span>}
      </span>
    </Menu.RadioItem>
  )
}
