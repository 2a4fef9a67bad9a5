import { useState } from 'react'
import * as z from 'zod/mini'

const storageKey = 'hubscope.inspector-order'
const orderSchema = z.enum(['action', 'time'])

/** How the list is ordered: what belongs to one deed together, or everything as it was asked. */
export type ListOrder = z.infer<typeof orderSchema>

/** The order that this browser remembers, and its switch. */
export function useListOrder(): [ListOrder, (order: ListOrder) => void] {
  const [order, setOrder] = useState(storedOrder)
  return [
    order,
    (chosen) => {
      setOrder(chosen)
      storeOrder(chosen)
    },
  ]
}

function storedOrder(): ListOrder {
  try {
    return orderSchema.safeParse(localStorage.getItem(storageKey)).data ?? 'action'
  } catch {
    return 'action'
  }
}

function storeOrder(order: ListOrder): void {
  try {
    localStorage.setItem(storageKey, order)
  } catch {
    // Storage may be forbidden: the order then lasts as long as the list.
  }
}
