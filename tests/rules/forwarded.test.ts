import { readFileSync } from 'node:fs'
import { call, node } from '../support/node-child'

const address = (forwarded: string | undefined, peer: string, proxies: number) =>
  call<string>('scripts/lib/forwarded.mjs', 'clientAddress', forwarded ?? null, peer, proxies)

describe('whom the server believes a request to come from (trust AV5)', () => {
  test.each([
    ['a client that names another address is not believed', '203.0.113.9', '198.51.100.7', 0, '198.51.100.7'],
    ['IPv4 in the dress of IPv6 is the same address', undefined, '::ffff:198.51.100.7', 0, '198.51.100.7'],
    ['behind one proxy, what that proxy saw', '6.6.6.6, 203.0.113.9', '127.0.0.1', 1, '203.0.113.9'],
    ['behind two, what the outer one saw', '6.6.6.6, 203.0.113.9, 10.0.0.1', '127.0.0.1', 2, '203.0.113.9'],
    ['fewer entries than proxies: the first', '203.0.113.9', '127.0.0.1', 2, '203.0.113.9'],
    ['a port and brackets are no part of it', '[2001:db8::1]:443', '127.0.0.1', 1, '2001:db8::1'],
    ['what is no address is not believed', 'unknown, <script>', '127.0.0.1', 1, '127.0.0.1'],
  ])('%s', async (_, forwarded, peer, proxies, expected) => {
    expect(await address(forwarded, peer, proxies)).toBe(expected)
  })
})

test('headers that only the framework or a proxy may set are replaced; those of its protocol stay', async () => {
  const code = `import { cleanRequest } from './scripts/lib/forwarded.mjs'
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', forwarded: 'for=1',
      'x-real-ip': '1.1.1.1', 'x-middleware-subrequest': 'proxy', 'x-middleware-next': '1', 'x-matched-path': '/admin',
      'x-invoke-path': '/admin', 'x-now-route-matches': '1', 'x-nextjs-data': '1', 'x-request-id': 'mine', rsc: '1',
      'next-action': 'a', 'next-router-state-tree': 't', 'next-url': '/', range: 'bytes=0-', cookie: 'c' }
    cleanRequest({ headers, socket: { remoteAddress: '198.51.100.7' } }, { origin: new URL('https://kj.example.gov.cn'), proxies: 0 })
    console.log(JSON.stringify(headers))`
  const { output } = await node(['--input-type=module', '-e', code])
  expect(JSON.parse(output)).toEqual({
    host: 'evil.example',
    'x-forwarded-for': '198.51.100.7',
    'x-forwarded-host': 'kj.example.gov.cn',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '443',
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    rsc: '1',
    'next-action': 'a',
    'next-router-state-tree': 't',
    'next-url': '/',
    range: 'bytes=0-',
    cookie: 'c',
  })
})

test.each([
  ['GET', '/notices/%E9%80%9A?q=%FF', null],
  ['HEAD', '/', null],
  ['GET', '/notices/%FF', 400],
  ['PUT', '/api/drafts/%', 400],
  ['GET', 'http://evil.example/', 400],
  ['OPTIONS', '*', 400],
  ['TRACE', '/', 405],
  ['PROPFIND', '/', 405],
])('%s %s goes on to the framework, or is answered with %s', async (method, url, status) => {
  expect(await call('scripts/lib/forwarded.mjs', 'whyUnserved', { method, url })).toBe(status)
})

test.each([
  ['20.18.3', '太旧'],
  ['18.20.4', '太旧'],
  ['20.19.0', null],
  ['24.1.0', null],
])('Node.js %s', async (version, refusal) => {
  const asked = call<string>('scripts/lib/install.mjs', 'requireNode', version)
  if (refusal) await expect(asked).rejects.toThrow(refusal)
  else expect(await asked).toBe(version)
})

test('the lockfile names the builds for all systems, or npm ci refuses it: node scripts/complete-lockfile.mjs', async () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const optional = Object.fromEntries(
    Object.entries<{ optionalDependencies?: object }>(lock.packages).map(([path, { optionalDependencies }]) => [
      path,
      { optionalDependencies },
    ]),
  )
  expect(await call('scripts/complete-lockfile.mjs', 'missingEntries', { packages: optional })).toEqual([])
})
