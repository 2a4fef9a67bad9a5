import { Button } from '../ui/Button.tsx'

export function ReloadButton() {
  return <Button onClick={() => location.reload()}>Reload</Button>
}
