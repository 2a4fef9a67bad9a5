import { useQuery } from '@tanstack/react-query'
import { usePermissions } from '../api/permissions.ts'
import { usersPageQuery } from '../api/users.ts'
import { useSettled } from '../ui/use-settled.ts'

/** More would push the commands out of sight; the Users page shows the rest. */
const most = 6

/** The first users whose names hold the text, as the hub finds them; none for a token that may not list users. */
export function useMatchingUsers(text: string): readonly string[] {
  const settled = useSettled(text.trim(), 150)
  const mayList = usePermissions().may('listUsers').verdict !== 'denied'
  const { data, isPlaceholderData } = useQuery({
    ...usersPageQuery({ offset: 0, limit: most, nameFilter: settled }),
    enabled: mayList && settled !== '',
    refetchInterval: false,
  })
  // Names that matched other words must not stand under the Enter key.
  if (settled === '' || settled !== text.trim() || data === undefined || isPlaceholderData) return []
  return data.items.map(({ name }) => name)
}
