import { FileButton } from '../../ui/FileButton.tsx'
import { openHar } from './open-har.ts'

/** Opens a HAR file in the place of the page's own record. */
export function OpenHar() {
  return (
    <FileButton
      variant="quiet"
      size="small"
      label="HAR file to open"
      accept=".har,.json,application/json"
      onFiles={([file]) => openHar(file)}
    >
      Open HAR
    </FileButton>
  )
}
