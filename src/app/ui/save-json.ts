/** Gives the visitor a file with this content. */
export function saveJson(name: string, content: unknown): void {
  const text = JSON.stringify(content, undefined, 1)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
