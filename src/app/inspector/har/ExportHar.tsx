import { usePermissions } from '../../api/permissions.ts'
import { Button } from '../../ui/Button.tsx'
import type { Exchange } from '../record/exchange-store.ts'
import { filterExchanges, parseFilter } from '../filter/filter.ts'
import type { ImportedRecord } from '../imported/imported-record.ts'
import { saveHar } from './save-har.ts'

interface Props {
  list: readonly Exchange[]
  /** Only what it lets through is written. */
  filter: string
  /** Where the list comes from, when it is not this page's. */
  from?: ImportedRecord | undefined
}

/** Writes what is listed into a HAR file. */
export function ExportHar({ list, filter, from }: Props) {
  const permissions = usePermissions()
  const save = () => saveHar(filterExchanges(list, parseFilter(filter)), permissions, from)
  return (
    <Button variant="quiet" size="small" onClick={save}>
      Export HAR
    </Button>
  )
}
