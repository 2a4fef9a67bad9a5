export function Page() {
  return <h1>Routes</h1>
}
