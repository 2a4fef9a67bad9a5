export function Page() {
  return <h1>Servers</h1>
}
