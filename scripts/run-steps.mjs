const capacity = 2

/**
 * Runs steps in their order, as many at once as fit into the slots, each after the steps it needs. `run(step)`
 * resolves with an outcome that has `ok`; `skip(step, because)` is told of steps whose needs failed.
 */
export async function runSteps(steps, { run, skip }) {
  const waiting = [...steps]
  const done = new Map()
  const active = new Map()

  const used = () => [...active.values()].reduce((sum, { step }) => sum + step.slots, 0)
  const isReady = (step) => step.after.every((id) => done.has(id))
  const fits = (step) => used() + step.slots <= capacity

  while (waiting.length > 0 || active.size > 0) {
    const step = waiting.find((candidate) => isReady(candidate) && fits(candidate))
    if (step) {
      waiting.splice(waiting.indexOf(step), 1)
      const missing = step.after.find((id) => !done.get(id))
      if (missing) {
        skip(step, missing)
        done.set(step.id, false)
        continue
      }
      active.set(step.id, { step, result: run(step).then((ok) => ({ step, ok })) })
      continue
    }
    const finished = await Promise.race([...active.values()].map(({ result }) => result))
    active.delete(finished.step.id)
    done.set(finished.step.id, finished.ok)
  }
}
