import * as z from 'zod/mini'
import { userSchema } from './user.ts'
import { groupSchema } from './group.ts'

/** Ask with this `Accept`, or the hub cuts the list at 200 without a word. */
export const paginationType = 'application/jupyterhub-pagination+json'

export const paginationSchema = z.looseObject({
  offset: z.number(),
  limit: z.number(),
  total: z.number(),
  next: z.nullable(z.looseObject({ offset: z.number(), limit: z.number(), url: z.string() })),
})

export type Pagination = z.infer<typeof paginationSchema>

/** One page of users. On 4.1.6 and older `total` counts servers when `state` is given. */
export const usersPageSchema = z.looseObject({ items: z.array(userSchema), _pagination: paginationSchema })
export type UsersPage = z.infer<typeof usersPageSchema>

export const groupsPageSchema = z.looseObject({ items: z.array(groupSchema), _pagination: paginationSchema })
