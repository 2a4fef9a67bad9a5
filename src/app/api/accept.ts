import type { Operation } from '#hub/operations.ts'
import { paginationType } from '#hub/wire/page.ts'

/** Pages are asked for by lists alone: asked like this, the hub would answer its routes in pages too, which is another form. */
export function acceptOf({ target }: Pick<Operation, 'target'>): string {
  return target === 'list' ? `${paginationType}, application/json` : 'application/json'
}
