import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { APIRequestContext } from 'playwright-core'
import { baseUrl } from '../support/system'
import { objectPages, pages, routes, segments, type VisitorKind, visitors } from './access-matrix'
import { loggedIn, useBrowser, visitor } from './support'

const dist = resolve(process.env.E2E_DIST_DIR ?? '.next-test')
const manifest = (name: string) => JSON.parse(readFileSync(`${dist}/${name}`, 'utf8'))
const built = [...new Set(Object.values(manifest('app-path-routes-manifest.json') as Record<string, string>))].filter(
  path => !path.startsWith('/_'),
)
const nobody = '0192f000-0000-7000-8000-000000000000'
const fill = (path: string) => path.replace(/\[[^\]]+\]/g, segment => segments[segment] ?? nobody)

useBrowser()

test('every address of the build is declared in the matrix (trust AC1)', () => {
  expect(built.filter(path => !(path in pages) && !(path in routes) && !objectPages.includes(path))).toEqual([])
  expect(built.length).toBeGreaterThan(30)
})

/** What an address answers: its page, the login, or "not found". */
async function answer(request: APIRequestContext, path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await request.get(baseUrl + path, { maxRedirects: 0, headers })
  const status = response.status()
  const location = response.headers().location ?? ''
  if (status >= 300 && status < 400) return /\/login(\?|$)/.test(location) ? 'login' : `moved to ${location}`
  if (status >= 500) return `broken ${status}`
  const text = await response.text()
  if (status === 404 || text.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return 'not found'
  return /NEXT_REDIRECT[^"]*\/login/.test(text) ? 'login' : 'page'
}

describe.each(visitors)('as %s', (kind: VisitorKind) => {
  test('each page opens for whom it is declared, and for nobody else', async () => {
    const { context } = kind === 'anonymous' ? await visitor() : await loggedIn(kind)
    const wrong: string[] = []
    for (const [path, allowed] of Object.entries(pages)) {
      if (!built.includes(path)) continue
      const got = await answer(context.request, fill(path))
      const opens = got === 'page' || got.startsWith('moved to')
      const shut = kind === 'anonymous' ? 'login' : 'not found'
      if (allowed.includes(kind) ? !opens : got !== shut) wrong.push(`${path}: ${got}`)
    }
    for (const path of objectPages) {
      const got = await answer(context.request, fill(path))
      if (got === 'page' || got.startsWith('broken')) wrong.push(`${path}: ${got}`)
    }
    expect(wrong).toEqual([])
  })

  test('the same addresses as data streams never say more (trust AC4)', async () => {
    const { context } = kind === 'anonymous' ? await visitor() : await loggedIn(kind)
    const wrong: string[] = []
    for (const [path, allowed] of Object.entries(pages)) {
      if (!built.includes(path) || allowed.includes(kind)) continue
      for (const headers of [{ RSC: '1' }, { RSC: '1', 'Next-Router-Prefetch': '1' }] as Record<string, string>[]) {
        const got = await answer(context.request, `${fill(path)}?_rsc=x`, headers)
        if (got === 'page' || got.startsWith('broken')) wrong.push(`${path} ${JSON.stringify(headers)}: ${got}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

test('routes answer a visitor and an individual as declared', async () => {
  const people = { anonymous: (await visitor()).context, individual: (await loggedIn('individual')).context }
  const got = await Promise.all(
    Object.keys(routes).map(async path => {
      const [anonymous, individual] = await Promise.all(
        [people.anonymous, people.individual].map(context =>
          context.request.get(baseUrl + fill(path), { maxRedirects: 0 }),
        ),
      )
      return [path, { anonymous: anonymous!.status(), individual: individual!.status() }]
    }),
  )
  expect(Object.fromEntries(got)).toEqual(routes)
})

test('every server action, posted anywhere by anybody with rubbish, refuses without breaking (trust AC3, IN1)', async () => {
  const { node } = manifest('server/server-reference-manifest.json') as {
    node: Record<string, { exportedName?: string }>
  }
  // Leaving when nobody is logged in has nothing to refuse.
  const ids = Object.keys(node).filter(id => node[id]!.exportedName !== 'logoutAction')
  expect(ids.length).toBeGreaterThan(5)
  const { context } = await visitor()
  const wrong: string[] = []
  for (const id of ids)
    for (const body of [
      '[]',
      '[null]',
      '[{"__proto__":{"role":"x"},"id":["a"]}]',
      '[{"id":"\\u0000","name":"\\ud800"}]',
    ]) {
      const response = await context.request.post(`${baseUrl}/`, {
        headers: { 'next-action': id, origin: baseUrl, 'content-type': 'text/plain;charset=UTF-8' },
        data: body,
        maxRedirects: 0,
      })
      const text = await response.text()
      if (response.status() >= 500 || /"ok":true/.test(text)) wrong.push(`${id} ${body}: ${response.status()}`)
    }
  expect(wrong).toEqual([])
})

test('another site cannot make anybody act (trust AU18)', async () => {
  const { node } = manifest('server/server-reference-manifest.json') as { node: Record<string, object> }
  const { context } = await loggedIn('individual')
  const evil = 'http://evil.example.com'
  for (const id of Object.keys(node))
    for (const headers of [
      { origin: evil },
      { origin: 'null' },
      { origin: evil, 'x-forwarded-host': 'evil.example.com' },
    ] as Record<string, string>[]) {
      const response = await context.request.post(`${baseUrl}/expert`, {
        headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', ...headers },
        data: '[{}]',
        maxRedirects: 0,
      })
      expect(await response.text()).not.toMatch(/"ok":true/)
    }
})

test('security headers stand on pages; nothing names the server', async () => {
  const { context } = await visitor()
  const response = await context.request.get(`${baseUrl}/login`)
  const headers = response.headers()
  expect(headers['content-security-policy']).toMatch(/script-src[^;]*'nonce-[^']+'/)
  expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers).not.toHaveProperty('x-powered-by')
})
