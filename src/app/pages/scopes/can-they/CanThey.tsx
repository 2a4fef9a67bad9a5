import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useOwnPermissions } from '../../../api/permissions.ts'
import { type SubjectModel, subjectQuery } from '../../../api/subject.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { HiddenState } from '../../../components/HiddenState.tsx'
import { FailureNotice } from '../../../components/FailureNotice.tsx'
import { useSearch } from '../../../components/use-search.ts'
import { Select } from '../../../ui/Select.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Section } from '../Section.tsx'
import { type Question, questionIn, writeQuestion } from './can-they-view.ts'
import { knownOf } from './judge.ts'
import { KnownScopes } from './KnownScopes.tsx'
import { Matrix } from './Matrix.tsx'
import { NameField } from './NameField.tsx'
import { rowsFor } from './rows.ts'
import { subjectOf } from './subject-of.ts'
import { useToldRoles } from './told-roles.ts'

/** What a user or service may do on the hub, as far as that follows from what the visitor may read. */
export function CanThey() {
  const [search, setSearch] = useSearch()
  const permissions = useOwnPermissions()
  const question = questionIn(search)
  const change = (next: Partial<Question>) =>
    setSearch((current) => writeQuestion(current, next), { replace: true })
  const { kind, who, user } = question
  const reading =
    kind === 'user'
      ? permissions.may('getUser', { kind, user: who })
      : permissions.may('getService', { kind, service: who })
  const mayRead = reading.verdict !== 'denied'
  const subject = useQuery({
    ...subjectQuery(kind, who, permissions),
    enabled: who !== '' && mayRead,
    retry: false,
  })
  const target = useQuery({
    ...subjectQuery('user', user, permissions),
    enabled: user !== '' && !(kind === 'user' && user === who),
    retry: false,
  })
  return (
    <div className="grid grid-cols-1 gap-3.5">
      <Section
        title="Can they?"
        intro="Whoever you may read: a user or a service, an operation, and what it is aimed at. The hub’s API tells the names of roles and not what they hold, so some answers are open until you tell that."
      >
        <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
          <Select
            label="Who"
            value={kind}
            onChange={(next) => change({ kind: next, who: '' })}
            options={[
              { value: 'user', label: 'user' },
              { value: 'service', label: 'service' },
            ]}
          />
          <NameField
            key={kind}
            label={kind === 'user' ? 'Name of the user' : 'Name of the service'}
            of={kind}
            value={who}
            onChange={(next) => change({ who: next })}
          />
        </div>
        <Targets question={question} change={change} groups={subject.data?.groups} />
      </Section>
      {who === '' ? (
        <EmptyState title="Choose a user or a service." />
      ) : reading.verdict === 'denied' ? (
        <HiddenState what={`${kind} ${who}`} scopes={reading.scopes} />
      ) : subject.error ? (
        <FailureNotice error={subject.error} onRetry={() => void subject.refetch()} />
      ) : subject.data ? (
        <Answer key={`${kind} ${who}`} model={subject.data} question={question} target={target.data} />
      ) : (
        <Skeleton className="h-24 w-full" />
      )}
    </div>
  )
}

interface TargetsProps {
  question: Question
  change: (next: Partial<Question>) => void
  groups: readonly string[] | undefined
}

function Targets({ question: { user, server, group, service }, change, groups }: TargetsProps) {
  return (
    <fieldset className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <legend className="pb-1 text-ink-2">On what, beside themselves</legend>
      <NameField label="User" of="user" value={user} onChange={(next) => change({ user: next })} />
      <NameField
        label="Server"
        placeholder="default"
        value={server}
        onChange={(next) => change({ server: next })}
      />
      <NameField label="Group" names={groups} value={group} onChange={(next) => change({ group: next })} />
      <NameField
        label="Service"
        of="service"
        value={service}
        onChange={(next) => change({ service: next })}
      />
    </fieldset>
  )
}

interface AnswerProps {
  model: SubjectModel
  question: Question
  /** The chosen user, once read. */
  target: SubjectModel | undefined
}

function Answer({ model, question, target }: AnswerProps) {
  const { version } = useOwnPermissions()
  const told = useToldRoles()
  const [token, setToken] = useState<readonly string[]>()
  const [groupsHaveNone, setGroupsHaveNone] = useState(false)
  const subject = subjectOf(model, groupsHaveNone)
  const known = knownOf(subject, told, token, version)
  const groupsOf = (name: string) =>
    name === model.name && model.kind === 'user'
      ? model.groups
      : name === target?.name
        ? target.groups
        : undefined
  return (
    <div className="grid grid-cols-1 items-start gap-3.5 min-[1180px]:grid-cols-[1fr_2fr]">
      <KnownScopes
        model={model}
        known={known}
        told={told}
        token={token}
        onToken={setToken}
        groupsHaveNone={groupsHaveNone}
        onGroupsHaveNone={setGroupsHaveNone}
      />
      <Section
        title={`What ${model.name} may do`}
        intro="With a token that holds all that is theirs. The hub’s answer stays the authority."
      >
        <Matrix rows={rowsFor(question, groupsOf)} known={known} />
      </Section>
    </div>
  )
}
