import { useState } from 'react'
import { type Grant, grantsFor, type Question } from '#diagnosis/grants/grant.ts'
import { reachWords } from '#diagnosis/grants/reach.ts'
import { type GrantStep, recipientsOf, stepsOf } from '#diagnosis/grants/steps.ts'
import { deedOf } from '#diagnosis/words.ts'
import { CodeBlock } from '../../ui/CodeBlock.tsx'
import { ScopeChip } from '../../ui/ScopeChip.tsx'
import { Select } from '../../ui/Select.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { GrantOpens } from './GrantOpens.tsx'

/** The smallest grant that opens what was refused, wider ones to choose, and what to write for it. */
export function GrantView({ question }: { question: Question }) {
  const grants = grantsFor(question)
  const recipients = recipientsOf(question)
  const [reach, setReach] = useState('0')
  const [to, setTo] = useState('0')
  const grant = grants[Number(reach)] ?? grants[0]
  const recipient = recipients[Number(to)] ?? recipients[0]
  if (!grant || !recipient) return null
  const steps = stepsOf(question, grant, recipient)
  const givesRole = grant.role !== 'no'
  return (
    <section aria-label="Grant" className="grid grid-cols-1 gap-2.5 rounded-md border border-line p-3">
      <p className="flex flex-wrap items-baseline gap-x-1.5 gap-y-1">
        <span className="font-semibold">The smallest grant to {deedOf(question.operation)}</span>
        <ScopeChip scope={givesRole ? grant.scope : grant.base} tone="plain" />
      </p>
      {givesRole && (grants.length > 1 || recipients.length > 1) && (
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          <Select
            label="Reaching"
            value={reach}
            onChange={setReach}
            options={grants.map((each, index) => ({ value: String(index), label: reachWords(each.reach) }))}
          />
          <Select
            label="Given to"
            value={to}
            onChange={setTo}
            options={recipients.map(({ kind, name }, index) => ({
              value: String(index),
              label: `${kind} ${name}`,
            }))}
          />
        </div>
      )}
      <Steps steps={steps} grant={grant} known={question.service.allowedScopes !== undefined} />
      <GrantOpens question={question} grant={grant} recipient={recipient} />
    </section>
  )
}

type Form = 'python' | 'helm'

const forms = [
  { value: 'python', label: 'jupyterhub_config.py' },
  { value: 'helm', label: 'Helm values' },
] as const

function Steps({ steps, grant, known }: { steps: readonly GrantStep[]; grant: Grant; known: boolean }) {
  const [form, setForm] = useState<Form>('python')
  return (
    <Tabs label="Form of the grant" value={form} onChange={setForm} tabs={forms}>
      <ol className="grid grid-cols-1 gap-2.5">
        {steps.map((step) => (
          <li key={step.part} className="grid grid-cols-1 gap-1">
            <p className="max-w-prose text-pretty">{textOf(step, grant, form, known)}</p>
            <CodeBlock lines={step[form]} label={labels[step.part][form]} />
          </li>
        ))}
        <li className="max-w-prose text-pretty">{after[form]}</li>
      </ol>
    </Tabs>
  )
}

const labels = {
  delegation: { python: 'delegation for jupyterhub_config.py', helm: 'delegation as Helm values' },
  role: { python: 'role for jupyterhub_config.py', helm: 'role as Helm values' },
} as const

/** What a changed configuration needs before it shows: a token keeps the scopes it was issued with. */
const after = {
  python: 'Then restart the hub, log out of Hubscope and in again.',
  helm: 'Then run helm upgrade, log out of Hubscope and in again.',
} as const

function textOf({ part, need }: GrantStep, grant: Grant, form: Form, known: boolean): string {
  if (part === 'role') {
    return need === 'yes' ? 'Add a role.' : 'If no role of yours holds it yet, add one.'
  }
  const where =
    form === 'helm'
      ? known
        ? 'Helm replaces lists, so this is the whole of it.'
        : 'Add to the list: Helm replaces lists.'
      : known
        ? 'Add it to hubscope_scopes in Hubscope’s block, or append this below the block.'
        : 'Add it to the service’s list, or append this below.'
  const start = need === 'yes' ? 'Let Hubscope be' : 'If that is missing, let Hubscope be'
  return `${start} delegated ${grant.base}; nobody gains a right that their own roles lack. ${where}`
}
