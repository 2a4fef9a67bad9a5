export interface Notice {
  status: number
  title: string
  /** Paragraphs of plain text. */
  text: readonly string[]
  link: { href: string; label: string }
}

/** A small page for what happens outside the dashboard: a login that did not work out. */
export function noticePage(notice: Notice, prefix: string): Response {
  const paragraphs = notice.text.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n      ')
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${escapeHtml(notice.title)} · Hubscope</title>
    <link rel="stylesheet" href="${escapeHtml(prefix)}notice.css" />
  </head>
  <body>
    <main>
      <h1>${escapeHtml(notice.title)}</h1>
      ${paragraphs}
      <p><a href="${escapeHtml(notice.link.href)}">${escapeHtml(notice.link.label)}</a></p>
    </main>
  </body>
</html>
`
  return new Response(html, {
    status: notice.status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}

/** Its own file, because the Content-Security-Policy allows no style in the page. */
export const noticeStyle = `body { margin: 0; font: 15px/1.6 system-ui, sans-serif; }
main { max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0 0 0.75rem; }
p { margin: 0 0 0.75rem; overflow-wrap: anywhere; }
`

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
