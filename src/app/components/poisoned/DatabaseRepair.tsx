import { CodeBlock } from '../../ui/CodeBlock.tsx'

const repair = `UPDATE spawners SET user_options = NULL WHERE user_options LIKE '%"__jupyterhub_bytes__"%';`
const question = `SELECT users.name, spawners.name FROM spawners JOIN users ON users.id = spawners.user_id WHERE user_options LIKE '%"__jupyterhub_bytes__"%';`

/** What is left when the hub cannot read a user at all, so that every call about them fails. */
export function DatabaseRepair({ names }: { names: readonly string[] }) {
  return (
    <>
      <p className="max-w-prose text-pretty">
        {names.length === 0
          ? 'When the hub has been started again since, it cannot read such a user at all'
          : `The hub cannot read ${names.join(' or ')} at all`}
        : every call about them fails, and so would starting their servers or deleting them. This line clears
        the options in the hub’s database. It works while the hub runs, and nothing else is lost:
      </p>
      <CodeBlock lines={[{ text: repair, added: true }]} label="line for the hub’s database" copy={repair} />
      {names.length === 0 && (
        <>
          <p>The database names them:</p>
          <CodeBlock lines={[{ text: question }]} label="question to the hub’s database" copy={question} />
        </>
      )}
    </>
  )
}
