export function Page() {
  return <h1>Spawns</h1>
}
