import { visitorIn } from '#hub/login-form.ts'
import type { ProbeResults } from '../results.ts'
import { ask, recorded, together } from './ask.ts'
import { mayAskHub, type ProbeContext } from './context.ts'
import { numbered } from './visitors.ts'

const limit = 10_000
/** Enough to meet the second of two edges, most times. */
const more = 5

/**
 * The hub's login form as a stranger gets it, several times: for whom the hub takes them is in it. Without cookies, and
 * so neither the visitor's own login nor an earlier form has a say.
 */
export async function probeLoginForm(context: ProbeContext): Promise<Partial<ProbeResults>> {
  if (!mayAskHub(context)) return {}
  const askForm = async (run: string) => {
    // Another address each time, as for all that is asked several times.
    const url = `${context.page.hubUrl}login?n=${run}-${context.now()}`
    const asked = await ask(context, url, { bare: true }, limit)
    return { asked: recorded(asked), visitor: visitorIn(asked.text ?? '') }
  }
  // Where there is no form, the question itself may be what logs people in: once is enough.
  const first = await askForm('a0')
  const rest = first.visitor === undefined ? [] : await together(more, (index) => askForm(`b${index}`))
  const forms = [first, ...rest]
  const visitors = numbered(forms.map(({ visitor }) => visitor))
  return {
    loginForms: forms.map(({ asked }, index) => {
      const visitor = visitors[index] ?? undefined
      return { ...asked, ...(visitor === undefined ? {} : { visitor }) }
    }),
  }
}
