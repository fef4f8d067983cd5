import fc from 'fast-check'
import { addressKey, peerAddress } from '@/lib/auth/address.rules'
import { cookieName, cookieOptions } from '@/lib/auth/cookies'
import { deviceOf } from '@/lib/auth/device.rules'
import { homeOf } from '@/lib/auth/home.rules'
import { loginSchema } from '@/lib/auth/login.schema'
import { loginPath, safeNext } from '@/lib/auth/next-path.rules'
import { contentSecurityPolicy, isConsole, isForeignWrite } from '@/lib/auth/page-headers.rules'
import { setupSchema } from '@/lib/auth/setup.schema'
import { whyNoCode } from '@/lib/auth/sms-code.rules'
import { fixtureCreditCode, fixturePhone } from '../support/fixtures-ids'

describe('where a login leads (trust AU19)', () => {
  test.each([
    ['/expert', '/expert'],
    ['/unit/users?status=atUnit&page=2#list', '/unit/users?status=atUnit&page=2#list'],
    ['/notices/申报指南', '/notices/%E7%94%B3%E6%8A%A5%E6%8C%87%E5%8D%97'],
    ['/a/../expert', '/expert'],
  ])('%s is a path of ours', (value, expected) => expect(safeNext(value, '/home')).toBe(expected))

  test.each([
    '//e',
    '///e',
    '/\\e',
    '\\e',
    '/\\/e',
    'https:e',
    'https://e',
    'HTTPS://e',
    'javascript:alert(1)',
    ' /expert',
    '/\t/e',
    '/\r\nSet-Cookie: a=b',
    '/\u0000',
    '/.//e',
    '/a/..//e',
    '/%2e//e',
    '/\ud800',
    '/\u200b/e',
    'expert',
    '',
    '/api/auth/signout',
    '/login?next=/expert',
    '/setup?token=1',
    '/_next/x',
    null,
    undefined,
    7,
    {},
    ['/expert'],
  ])('%j leads to the fallback', value => expect(safeNext(value, '/home')).toBe('/home'))

  test('a path of great length leads to the fallback', () => expect(safeNext(`/${'a'.repeat(2000)}`)).toBe('/'))

  test('whatever comes, the answer is a path on this very host', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc
        .array(
          fc.constantFrom(
            '/',
            '\\',
            '.',
            '..',
            '%2f',
            '%5c',
            '\t',
            '\n',
            '@',
            ':',
            'e',
            'https:',
            '?',
            '#',
            '﹨',
            '／',
          ),
        )
        .map(parts => parts.join('')),
    )
    fc.assert(
      fc.property(odd, fc.boolean(), (text, rooted) => {
        const next = safeNext(rooted ? `/${text}` : text, '/home')
        expect(next.startsWith('/')).toBe(true)
        expect(new URL(next, 'https://pool.example').origin).toBe('https://pool.example')
      }),
      { numRuns: 2000 },
    )
  })

  test('the login address keeps a path and drops anything else', () => {
    expect(loginPath('/unit/users?q=a b')).toBe('/login?next=%2Funit%2Fusers%3Fq%3Da%2520b')
    expect(loginPath('//e')).toBe('/login')
    expect(loginPath('/')).toBe('/login')
    expect(loginPath(null)).toBe('/login')
  })
})

describe('cookies (trust AU20)', () => {
  test('on https they are tied to this host and hidden from scripts', () => {
    expect(cookieName('session', 'https://pool.example')).toBe('__Host-session')
    expect(cookieOptions('https://pool.example')).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true })
  })
  test('plain http, which only the demo allows, has plain names', () =>
    expect(cookieName('session', 'http://127.0.0.1:3000')).toBe('session'))
})

test('everybody begins in his own area', () => {
  expect(homeOf({ kind: 'individual' })).toBe('/expert')
  expect(homeOf({ kind: 'unitAdmin' })).toBe('/unit')
  expect(homeOf({ kind: 'staff', roles: ['noticeEditor', 'bureauReviewer'] })).toBe('/bureau')
  expect(homeOf({ kind: 'staff', roles: ['noticeEditor'] })).toBe('/bureau/notices')
  for (const role of ['drawRequester', 'drawOperator', 'drawNotifier', 'drawPaymaster'] as const)
    expect(homeOf({ kind: 'staff', roles: ['noticeEditor', role] })).toBe('/bureau')
  expect(homeOf({ kind: 'staff', roles: ['auditAdmin'] })).toBe('/admin')
})

describe('addresses', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => expect(addressKey(address)).toBe(key))
  test('an odd header is unknown', () => {
    expect(peerAddress('192.0.2.1, 10.0.0.1')).toBe('192.0.2.1')
    expect(peerAddress('<script>')).toBe('unknown')
    expect(peerAddress(null)).toBe('unknown')
  })
})

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Windows 电脑 · Edge 浏览器',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 MicroMessenger/8.0', 'iPhone · 微信'],
  ['curl/8', '未知设备'],
])('a device in words: %s', (agent, words) => expect(deviceOf(agent)).toBe(words))

describe('how many codes a phone gets (trust AU9)', () => {
  const at = new Date('2026-11-21T08:00:00Z')
  const ago = (...seconds: number[]) => seconds.map(second => new Date(at.getTime() - second * 1000))
  test('none sent, or long ago: one more', () => {
    expect(whyNoCode([], at)).toBeNull()
    expect(whyNoCode(ago(60, 3601, 86_400), at)).toBeNull()
  })
  test('one in 60 seconds', () => {
    expect(whyNoCode(ago(59), at)).toBe('验证码刚刚发送过，请 1 秒后再获取。')
    expect(whyNoCode(ago(0), at)).toContain('60 秒')
  })
  test('five an hour', () => {
    expect(whyNoCode(ago(100, 200, 300, 400), at)).toBeNull()
    expect(whyNoCode(ago(100, 200, 300, 400, 1800), at)).toContain('30 分钟')
  })
  test('ten a day', () => {
    const hours = Array.from({ length: 10 }, (_, hour) => 3600 * 2 * (hour + 1))
    expect(whyNoCode(ago(...hours), at)).toContain('4 小时')
  })
})

describe('what is typed into the login', () => {
  const read = (kind: string, name: string) => loginSchema.safeParse({ kind, name, password: 'x' })
  test('phones, codes and login names are normalised', () => {
    expect(read('individual', `+86 ${fixturePhone(1)}`).data?.name).toBe(fixturePhone(1))
    expect(read('unitAdmin', fixtureCreditCode(3).toLowerCase()).data?.name).toBe(fixtureCreditCode(3))
    expect(read('unitAdmin', fixturePhone(2)).data?.name).toBe(fixturePhone(2))
    expect(read('staff', ' Ｓhen-he.01 ').data?.name).toBe('shen-he.01')
  })
  test.each([
    ['individual', '', '请填写手机号码'],
    ['unitAdmin', '', '请填写统一社会信用代码或联系人手机号码'],
    ['unitAdmin', '123', '联系人手机号码应为 11 位'],
    ['unitAdmin', 'abc', '统一社会信用代码'],
    ['staff', '张三', '登录名由'],
  ])('%s "%s": %s', (kind, name, sentence) => expect(read(kind, name).error?.issues[0]?.message).toContain(sentence))
  test.each([null, [], 'x', { kind: 'root' }, { kind: 'staff', name: [], password: {} }])('%j is refused', odd =>
    expect(loginSchema.safeParse(odd).success).toBe(false),
  )
})

test('pages run only scripts that carry this response’s nonce (trust D13)', () => {
  const policy = contentSecurityPolicy({ nonce: 'n0', https: true, development: false })
  for (const part of [
    "script-src 'self' 'nonce-n0' 'strict-dynamic'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
  ])
    expect(policy.split('; ')).toContain(part)
  expect(policy).not.toContain('unsafe-eval')
  expect(policy).toMatch(/script-src [^;]*(?<!unsafe-inline);/)
})

test.each([
  ['/expert', true],
  ['/unit/users', true],
  ['/experts', false],
  ['/notices', false],
])('%s behind a login: %s', (path, expected) => expect(isConsole(path)).toBe(expected))

describe('the three first administrators', () => {
  const one = (n: number) => ({
    login: `admin-${n}x`,
    name: `张${'甲乙丙'[n]}`,
    password: `Long-Secret-${n}${n}`,
    passwordAgain: `Long-Secret-${n}${n}`,
  })
  const three = { token: 't', systemAdmin: one(0), securityAdmin: one(1), auditAdmin: one(2) }
  test('three different people', () => expect(setupSchema.safeParse(three).success).toBe(true))
  test.each(['login', 'name', 'password'] as const)('the same %s twice is refused beside the second', field => {
    const same = {
      ...three,
      auditAdmin: {
        ...one(2),
        [field]: one(0)[field],
        passwordAgain: field === 'password' ? one(0).password : one(2).password,
      },
    }
    const issue = setupSchema.safeParse(same).error?.issues[0]
    expect(issue?.path).toEqual(['auditAdmin', field])
    expect(issue?.message).toContain('不能和系统管理员相同')
  })
})

test.each<[boolean, string, string | null]>([
  [false, 'GET', 'https://evil.example'],
  [false, 'POST', 'https://own.example'],
  [false, 'POST', null],
  [true, 'POST', 'https://evil.example'],
  [true, 'POST', 'null'],
  [true, 'POST', 'http://own.example'],
  [true, 'POST', 'https://own.example:8443'],
  [true, 'POST', 'https://own.example.evil.example'],
  [true, 'DELETE', 'https://evil.example'],
])('a write of another site: %s for %s from %s', (expected, method, origin) => {
  for (const own of ['https://own.example', 'https://own.example/'])
    expect(isForeignWrite(method, origin, own)).toBe(expected)
})
