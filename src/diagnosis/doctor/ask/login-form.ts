import { visitorIn } from '#hub/login-form.ts'
import type { ProbeResults } from '../results.ts'
import { ask, atOnce, recorded, together } from './ask.ts'
import { mayAskHub, type ProbeContext } from './context.ts'
import { numbered } from './visitors.ts'

const limit = 10_000

/**
 * The hub's login form as a stranger gets it, several times: for whom the hub takes them is in it. Without cookies, and
 * so neither the visitor's own login nor an earlier form has a say.
 */
export async function probeLoginForm(context: ProbeContext): Promise<Partial<ProbeResults>> {
  if (!mayAskHub(context)) return {}
  // Another address each time, as for all that is asked several times.
  const askThrice = (run: string) =>
    together(atOnce, async (index) => {
      const url = `${context.page.hubUrl}login?n=${run}${index}-${context.now()}`
      const asked = await ask(context, url, { bare: true }, limit)
      return { asked: recorded(asked), visitor: visitorIn(asked.text ?? '') }
    })
  const first = await askThrice('a')
  const isTelling = first.some(({ visitor }) => visitor !== undefined)
  const forms = isTelling ? [...first, ...(await askThrice('b'))] : first
  const visitors = numbered(forms.map(({ visitor }) => visitor))
  return {
    loginForms: forms.map(({ asked }, index) => {
      const visitor = visitors[index] ?? undefined
      return { ...asked, ...(visitor === undefined ? {} : { visitor }) }
    }),
  }
}
