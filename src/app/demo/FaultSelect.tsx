import { Select } from '../ui/Select.tsx'
import { type SituationId, situationGroups, situationOf, whyNot } from './situations/all.ts'

interface Props {
  value: SituationId | 'none'
  onChange: (value: SituationId | 'none') => void
}

/** What shall be broken between browser and hub, one thing at a time. What cannot happen on this page says why. */
export function FaultSelect({ value, onChange }: Props) {
  const groups = situationGroups.map(({ label, ids }) => ({ label, options: ids.map(optionOf) }))
  return (
    <Select<SituationId | 'none'>
      label="Fault"
      value={value}
      options={[{ value: 'none', label: 'none' }]}
      groups={groups}
      onChange={onChange}
    />
  )
}

function optionOf(id: SituationId) {
  const situation = situationOf(id)
  const reason = whyNot(situation, location, isSecureContext)
  return {
    value: id,
    label: reason === undefined ? situation.title : `${situation.title} (${reason})`,
    disabled: reason !== undefined,
  }
}
