import { describe, expect, it } from 'vitest'
import type { Asker, Question } from '#diagnosis/doctor/ask/ask.ts'
import { siteAt } from './address.ts'
import { formOf } from './form.ts'
import { createJar } from './jar.ts'
import { logIn } from './log-in.ts'

describe('the address', () => {
  it.each([
    ['https://hub.test', '/services/hubscope/', 'https://hub.test/hub/'],
    ['https://hub.test/jupyter', '/jupyter/services/hubscope/', 'https://hub.test/jupyter/hub/'],
    ['https://hub.test/jupyter/hub/home', '/jupyter/services/hubscope/', 'https://hub.test/jupyter/hub/'],
    ['http://127.0.0.1:8000/services/dash/users?q=a', '/services/dash/', 'http://127.0.0.1:8000/hub/'],
    ['hub.test', '/services/hubscope/', 'https://hub.test/hub/'],
  ])('%s names service and hub', (text, prefix, hubUrl) => {
    expect(siteAt(text)).toMatchObject({ prefix, hubUrl })
  })

  it('may be nonsense', () => {
    expect(siteAt('https://')).toBeUndefined()
  })
})

describe('the cookie jar', () => {
  const answer = (...cookies: string[]) => {
    const response = new Response()
    for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
    return response
  }

  it('sends cookies to their paths, the longest first', () => {
    const jar = createJar()
    jar.take(new URL('https://hub.test/hub/login'), answer('a=1; Path=/', 'b=2; Path=/hub/; HttpOnly', 'c=3'))
    expect(jar.header(new URL('https://hub.test/hub/home'))).toBe('b=2; c=3; a=1')
    expect(jar.header(new URL('https://hub.test/hubs'))).toBe('a=1')
  })

  it('sends them to the host that set them, and with Domain to those below it', () => {
    const jar = createJar()
    jar.take(
      new URL('https://hub.test/hub/login'),
      answer('own=1; Path=/', 'wide=2; Path=/; Domain=.hub.test'),
    )
    jar.take(new URL('https://hub.test/'), answer('foreign=3; Domain=bank.test', 'all=4; Domain=test'))
    expect(jar.header(new URL('https://hub.test/'))).toBe('own=1; wide=2')
    expect(jar.header(new URL('https://ada.hub.test/user/ada/'))).toBe('wide=2')
    expect(jar.header(new URL('https://nothub.test/'))).toBeUndefined()
  })

  it('forgets what it is told to forget, and keeps no Secure cookie of plain http', () => {
    const jar = createJar()
    const url = new URL('http://hub.test/')
    jar.take(url, answer('a=1; Path=/', 'b=2; Path=/; Secure'))
    expect(jar.header(url)).toBe('a=1')
    jar.take(url, answer('a=; Path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT'))
    expect(jar.header(url)).toBeUndefined()
  })
})

it('reads of a form where it goes and what it holds', () => {
  const html = `<form method="get"></form><form action="/hub/login?next=%2F&amp;x=1" method="post">
    <input type="hidden" name="_xsrf" value="a&quot;b"><input name="username"><input type="checkbox" name="scopes" value="s" checked>
    <input type="checkbox" name="not" value="n"><input type="submit" name="go"></form>`
  const form = formOf(html, new URL('https://hub.test/hub/login'))
  expect(form?.action).toBe('https://hub.test/hub/login?next=%2F&x=1')
  expect([...(form?.fields ?? [])]).toEqual([
    ['_xsrf', 'a"b'],
    ['username', ''],
    ['scopes', 's'],
  ])
})

describe('logging in', () => {
  const form = '<form method="post" action="/hub/login"><input name="username"><input name="password"></form>'
  const page = (text: string, status = 200) =>
    new Response(text, { status, headers: { 'Content-Type': 'text/html', 'X-JupyterHub-Version': '6.1.1' } })
  const to = (Location: string) =>
    new Response(null, { status: 302, headers: { Location, 'X-JupyterHub-Version': '6.1.1' } })
  const person = { user: 'ada', password: 'p&w' }
  const start = 'https://hub.test/services/hubscope/'

  function askerOf(site: (path: string, question: Question) => Response): Asker {
    return {
      send: (url, question) => Promise.resolve(site(url.slice('https://hub.test'.length), question)),
      signal: new AbortController().signal,
      now: () => 0,
    }
  }

  it('goes through form, redirects and back, and keeps no secret of it', async () => {
    let isKnown = false
    const asker = askerOf((path, { method, body }) => {
      if (path.startsWith('/services/hubscope/oauth_callback')) {
        isKnown = true
        return to('/services/hubscope/')
      }
      if (path === '/services/hubscope/') return isKnown ? page('here') : to('/hub/login')
      if (method !== 'POST') return page(form)
      expect(new TextDecoder().decode(body)).toBe('username=ada&password=p%26w')
      return to('/services/hubscope/oauth_callback?code=hush&state=hush')
    })
    const outcome = await logIn(asker, start, person)
    expect(outcome.worked).toBe(true)
    expect(JSON.stringify(outcome)).not.toContain('hush')
    expect(outcome.hops.map(({ url }) => new URL(url).pathname)).toEqual([
      '/services/hubscope/',
      '/hub/login',
      '/hub/login',
      '/services/hubscope/oauth_callback',
      '/services/hubscope/',
    ])
  })

  it('knows a wrong password from a login that is forgotten', async () => {
    const wrong = askerOf((path, { method }) =>
      path === '/hub/login'
        ? page(
            method === 'POST' ? `Invalid username or password ${form}` : form,
            method === 'POST' ? 403 : 200,
          )
        : to('/hub/login'),
    )
    expect(await logIn(wrong, start, person)).toMatchObject({ worked: false, refused: true })
    const forgotten = askerOf((path, { method }) =>
      path === '/hub/login' && method !== 'POST' ? page(form) : to('/hub/login'),
    )
    expect(await logIn(forgotten, start, person)).toMatchObject({ worked: false, refused: false })
  })

  it.each([
    ['http://hub.test/hub/login', undefined],
    ['https://sso.test/authorize', 'https://sso.test'],
  ])('takes a redirect of the hub to %s for its login only on another host', async (location, elsewhere) => {
    const asker = askerOf(() => to(location))
    const outcome = await logIn(asker, start, person)
    expect(outcome).toMatchObject({ worked: false, failed: `a redirect to ${new URL(location).origin}` })
    expect(outcome.elsewhere).toBe(elsewhere)
  })

  it('ends where a redirect names no address', async () => {
    const asker = askerOf(() => to('http://['))
    expect(await logIn(asker, start, person)).toMatchObject({
      worked: false,
      failed: 'a redirect to what is no address',
    })
  })

  it('gives the password to no other site', async () => {
    const sent: string[] = []
    const elsewhere = form.replace('/hub/login', 'https://sso.test/login')
    const asker: Asker = {
      ...askerOf(() => page(elsewhere)),
      send: async (url) => {
        sent.push(new URL(url).origin)
        return url === start ? to('/hub/login') : page(elsewhere)
      },
    }
    expect(await logIn(asker, start, person)).toMatchObject({
      worked: false,
      failed: 'a form that is sent to https://sso.test',
    })
    expect(new Set(sent)).toEqual(new Set(['https://hub.test']))
  })

  it('goes between the hosts of a hub with subdomains, and gives the password to the hub alone', async () => {
    const service = 'https://hubscope--service.hub.test/services/hubscope/'
    const visited: string[] = []
    const asker = (hub: string): Asker => ({
      ...askerOf(() => page('')),
      async send(url, { method }) {
        visited.push(`${method ?? 'GET'} ${new URL(url).host}`)
        if (url === service) return visited.length > 1 ? page('here') : to(`${hub}/hub/login`)
        return method === 'POST' ? to(service) : page(form)
      },
    })
    const person = { user: 'ada', password: 'p' }
    expect(await logIn(asker('https://hub.test'), service, person, 'https://hub.test')).toMatchObject({
      worked: true,
    })
    expect(visited).toEqual([
      'GET hubscope--service.hub.test',
      'GET hub.test',
      'POST hub.test',
      'GET hubscope--service.hub.test',
    ])
    visited.length = 0
    const eve = 'https://eve.hubscope--service.hub.test'
    expect(await logIn(asker(eve), service, person, 'https://hub.test')).toMatchObject({
      failed: `a form that is sent to ${eve}`,
    })
    expect(visited.join()).not.toContain('POST')
  })

  it('says where the hub itself sends people to log in', async () => {
    const button = '<a role="button" class="btn" href="/hub/oauth_login?next=x">\n Sign in with GitHub</a>'
    const byButton = askerOf((path) => (path === '/hub/login' ? page(button) : to('/hub/login')))
    expect(await logIn(byButton, start, person)).toMatchObject({ elsewhere: '“Sign in with GitHub”' })
    const atOnce = askerOf(() => to('https://github.test/login'))
    expect(await logIn(atOnce, start, person)).toMatchObject({ elsewhere: 'https://github.test' })
    const portal = askerOf(
      () => new Response(null, { status: 302, headers: { Location: 'https://sso.test' } }),
    )
    expect(await logIn(portal, start, person)).not.toHaveProperty('elsewhere')
  })

  it('does not leave the site', async () => {
    const outcome = await logIn(
      askerOf(() => to('https://sso.test/login')),
      start,
      person,
    )
    expect(outcome).toMatchObject({ worked: false, failed: 'a redirect to https://sso.test' })
  })
})
