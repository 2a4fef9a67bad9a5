import { Lexer, type MarkedToken, type Token } from 'marked'
import { Fragment, type ReactNode } from 'react'
import { Link } from 'react-router'
import { CodeBlock } from '../../ui/CodeBlock.tsx'

/** Draws the Markdown of the documentation as elements; HTML in it stays text. */
export function Markdown({ text }: { text: string }) {
  return <>{blocks(Lexer.lex(text))}</>
}

function isMarked(token: Token): token is MarkedToken {
  return token.type !== 'generic'
}

/** A text that does not change needs no better keys than positions. */
function keyed(tokens: readonly Token[]): { key: number; token: MarkedToken }[] {
  return tokens.filter(isMarked).map((token, key) => ({ key, token }))
}

function blocks(tokens: readonly Token[]): ReactNode[] {
  return keyed(tokens).map(({ key, token }) => <Fragment key={key}>{block(token)}</Fragment>)
}

function block(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'space':
      return null
    case 'heading':
      return <h2 className="pt-2 text-lg font-semibold">{inline(token.tokens)}</h2>
    case 'paragraph':
      return <p className="max-w-prose text-pretty wrap-anywhere">{inline(token.tokens)}</p>
    case 'code':
      return (
        <div className="max-w-3xl">
          <CodeBlock lines={token.text.split('\n').map((text) => ({ text }))} label={labelOf(token.lang)} />
        </div>
      )
    case 'list':
      return (
        <ul className="grid max-w-prose list-disc gap-1 pl-5">
          {token.items.map((item) => (
            <li key={item.raw} className="text-pretty wrap-anywhere">
              {blocks(item.tokens)}
            </li>
          ))}
        </ul>
      )
    case 'text':
      return token.tokens ? inline(token.tokens) : token.text
    default:
      return token.raw
  }
}

function inline(tokens: readonly Token[]): ReactNode[] {
  return keyed(tokens).map(({ key, token }) => <Fragment key={key}>{span(token)}</Fragment>)
}

function span(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'codespan':
      return <code className="rounded-sm bg-sunken px-1">{token.text}</code>
    case 'strong':
      return <strong className="font-semibold">{inline(token.tokens)}</strong>
    case 'em':
      return <em>{inline(token.tokens)}</em>
    case 'link':
      return <Reference href={token.href}>{inline(token.tokens)}</Reference>
    case 'text':
    case 'escape':
      return token.text
    default:
      return token.raw
  }
}

/** `creds-missing.md` is the page of another finding; everything else leaves Hubscope. */
function Reference({ href, children }: { href: string; children: ReactNode }) {
  const page = /^([a-z0-9-]+)\.md$/.exec(href)?.[1]
  const look = 'text-accent underline underline-offset-2'
  return page === undefined ? (
    <a href={href} target="_blank" rel="noreferrer" className={look}>
      {children}
    </a>
  ) : (
    <Link to={`/findings/${page}`} className={look}>
      {children}
    </Link>
  )
}

const languages: Record<string, string> = {
  python: 'jupyterhub_config.py',
  yaml: 'Helm values',
  nginx: 'nginx configuration',
  apache: 'Apache configuration',
  sh: 'command',
}

function labelOf(language: string | undefined): string {
  return languages[language ?? ''] ?? 'lines'
}
