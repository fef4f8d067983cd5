import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type APIRequestContext, request } from 'playwright-core'
import { baseUrl } from '../support/system'
import { objectPages, ownDeeds, pages, routes, segments, type VisitorKind, visitors } from './access-matrix'
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
async function answer(client: APIRequestContext, path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await client.get(baseUrl + path, { maxRedirects: 0, headers })
  const status = response.status()
  const location = response.headers().location ?? ''
  if (status >= 300 && status < 400) return /\/login(\?|$)/.test(location) ? 'login' : `moved to ${location}`
  if (status >= 500) return `broken ${status}`
  const text = await response.text()
  if (status === 404 || text.includes('NEXT_HTTP_ERROR_FALLBACK;404')) return 'not found'
  return /NEXT_REDIRECT[^"]*\/login/.test(text) ? 'login' : 'page'
}

/** Asks a few at a time: the server and who judges its answers need not wait for each other. */
async function askAll<One extends object>(all: readonly One[], ask: (one: One) => Promise<void>): Promise<void> {
  const left = [...all]
  const asker = async () => {
    for (let one = left.shift(); one; one = left.shift()) await ask(one)
  }
  await Promise.all([asker(), asker(), asker(), asker()])
}

type Action = { id: string; name: string }

/** Every server action of the build. */
function actions(): Action[] {
  const { node } = manifest('server/server-reference-manifest.json') as {
    node: Record<string, { exportedName?: string }>
  }
  return Object.entries(node).map(([id, { exportedName }]) => ({ id, name: exportedName ?? id }))
}

/** What a server action answers to a body as browsers send it. */
const post = (client: APIRequestContext, path: string, id: string, data: string, headers: Record<string, string>) =>
  client.post(baseUrl + path, {
    headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', ...headers },
    data,
    maxRedirects: 0,
  })

describe.each(visitors)('as %s', (kind: VisitorKind) => {
  let client: APIRequestContext

  beforeAll(async () => {
    const { context } = kind === 'anonymous' ? await visitor() : await loggedIn(kind)
    client = await request.newContext({ storageState: await context.storageState() })
  })

  afterAll(() => client.dispose())

  test('each page opens for whom it is declared, and for nobody else', async () => {
    const wrong: string[] = []
    await askAll(Object.entries(pages), async ([path, allowed]) => {
      if (!built.includes(path)) return
      const got = await answer(client, fill(path))
      const opens = got === 'page' || got.startsWith('moved to')
      const shut = kind === 'anonymous' ? 'login' : 'not found'
      if (allowed.includes(kind) ? !opens : got !== shut) wrong.push(`${path}: ${got}`)
    })
    for (const path of objectPages) {
      const got = await answer(client, fill(path))
      if (got === 'page' || got.startsWith('broken')) wrong.push(`${path}: ${got}`)
    }
    expect(wrong).toEqual([])
  })

  test('the same addresses as data streams never say more (trust AC4)', async () => {
    const wrong: string[] = []
    await askAll(Object.entries(pages), async ([path, allowed]) => {
      if (!built.includes(path) || allowed.includes(kind)) return
      for (const headers of [{ RSC: '1' }, { RSC: '1', 'Next-Router-Prefetch': '1' }] as Record<string, string>[]) {
        const got = await answer(client, `${fill(path)}?_rsc=x`, headers)
        if (got === 'page' || got.startsWith('broken')) wrong.push(`${path} ${JSON.stringify(headers)}: ${got}`)
      }
    })
    expect(wrong).toEqual([])
  })

  test('each route answers as declared', async () => {
    const got = await Promise.all(
      Object.keys(routes).map(async path => {
        const response = await client.get(baseUrl + fill(path), { maxRedirects: 0 })
        return [path, response.status()] as const
      }),
    )
    const declared = Object.entries(routes).map(([path, { anonymous, signedIn, others }]) => [
      path,
      others?.[kind] ?? (kind === 'anonymous' ? anonymous : signedIn),
    ])
    expect(Object.fromEntries(got)).toEqual(Object.fromEntries(declared))
  })

  test('each server action, asked with rubbish, refuses without breaking (trust AC3, IN1)', async () => {
    const bodies =
      kind === 'anonymous'
        ? ['[]', '[null]', '[{"__proto__":{"role":"x"},"id":["a"]}]', '[{"id":"\\u0000","name":"\\ud800"}]']
        : ['[{"id":"\\u0000","name":"\\ud800"}]']
    const asked = actions().filter(({ name }) => !(name in ownDeeds))
    expect(asked.length).toBeGreaterThan(80)
    const wrong: string[] = []
    await askAll(asked, async ({ id, name }) => {
      for (const body of bodies) {
        const response = await post(client, '/', id, body, { origin: baseUrl })
        const text = await response.text()
        if (response.status() >= 500 || /"ok":true/.test(text)) wrong.push(`${name} ${body}: ${response.status()}`)
      }
    })
    expect(wrong).toEqual([])
  })

  test('deeds about oneself that ask for nothing answer only those they are for', async () => {
    const wrong: string[] = []
    for (const { id, name } of actions().filter(({ name }) => ownDeeds[name]?.safe)) {
      const text = await (await post(client, '/account', id, '[{}]', { origin: baseUrl })).text()
      const works = /"ok":true/.test(text)
      if (works !== ownDeeds[name]!.works.includes(kind)) wrong.push(`${name}: ${text.slice(-200)}`)
    }
    expect(wrong).toEqual([])
  })
})

test('no action asks for nothing without being declared', () => {
  const names = actions().map(({ name }) => name)
  expect(Object.keys(ownDeeds).filter(name => !names.includes(name))).toEqual([])
})

test('another site cannot make anybody act (trust AU18)', async () => {
  const { context } = await loggedIn('individual')
  const evil = 'http://evil.example.com'
  await askAll(actions(), async ({ id }) => {
    for (const headers of [
      { origin: evil },
      { origin: 'null' },
      { origin: evil, 'x-forwarded-host': 'evil.example.com' },
    ] as Record<string, string>[]) {
      const response = await post(context.request, '/expert', id, '[{}]', headers)
      expect([response.status(), await response.text()]).toEqual([403, expect.stringMatching(/请从本系统的网址/)])
    }
  })
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
