import { answeredByHeader } from './contract.ts'

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
    <link rel="icon" type="image/svg+xml" href="${escapeHtml(prefix)}favicon.svg" />
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
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      [answeredByHeader]: 'service',
    },
  })
}

/** Its own file, because the Content-Security-Policy allows no style in the page. Colours as in the dashboard. */
export const noticeStyle = `:root {
  color-scheme: light dark;
  --canvas: oklch(0.985 0.003 240);
  --surface: oklch(1 0 0);
  --line: oklch(0.905 0.006 240);
  --ink: oklch(0.24 0.02 250);
  --ink-2: oklch(0.46 0.02 250);
  --accent: oklch(0.5 0.115 232);
  --accent-ink: oklch(1 0 0);
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: oklch(0.17 0.012 250);
    --surface: oklch(0.2 0.014 250);
    --line: oklch(0.29 0.014 250);
    --ink: oklch(0.94 0.006 250);
    --ink-2: oklch(0.76 0.012 250);
    --accent: oklch(0.76 0.115 225);
    --accent-ink: oklch(0.18 0.03 240);
  }
}
body {
  margin: 0;
  padding: 16vh 16px 32px;
  background: var(--canvas);
  color: var(--ink);
  font: 14px/1.6 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif;
}
main {
  max-width: 440px;
  margin: 0 auto;
  padding: 24px;
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 6px;
}
h1 { margin: 0 0 12px; font-size: 18px; font-weight: 600; }
p { margin: 0 0 8px; color: var(--ink-2); overflow-wrap: anywhere; }
p:last-child { margin: 20px 0 0; }
a {
  display: inline-block;
  padding: 5px 14px;
  border-radius: 6px;
  background: var(--accent);
  color: var(--accent-ink);
  font-weight: 600;
  text-decoration: none;
}
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
