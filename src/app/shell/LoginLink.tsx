import { loginUrl } from '../api/session.ts'

/** Leads through the hub's login and back to the view in sight. */
export function LoginLink() {
  return (
    <a
      href={loginUrl()}
      // The view in the address may have changed since this was drawn.
      onClick={(event) => {
        event.currentTarget.href = loginUrl()
      }}
      className="inline-flex h-7 items-center rounded-md border border-accent bg-accent px-2.5 font-semibold text-accent-ink hover:brightness-110"
    >
      Log in with JupyterHub
    </a>
  )
}
