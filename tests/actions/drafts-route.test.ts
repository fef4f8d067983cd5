import { encode } from 'next-auth/jwt'
import { PUT } from '@/app/api/drafts/[section]/route'
import type { SignedInActor } from '@/lib/access/actor'
import { createSession, endSessions } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { useDatabase } from '../support/database'
import { inRequest } from '../support/next-headers'
import { newPerson, type Person } from '../support/people'
import { unitOf } from '../support/units'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
process.env.PUBLIC_URL = 'http://127.0.0.1:3000'
useDatabase()

let person: Person
let cookie: string
beforeAll(async () => {
  person = await newPerson()
  cookie = await cookieOf(person)
})

async function cookieOf(actor: SignedInActor): Promise<string> {
  const sid = await createSession(db(), { accountId: actor.accountId, address: '127.0.0.1', userAgent: 'test' })
  return `session=${await encode({ token: { sid }, secret: env().SESSION_SECRET })}`
}

type Sent = { section?: string; body: string | Buffer; headers?: Record<string, string> }

/** The route, called as the server calls it. */
async function put({ section = 'basic', body, headers = {} }: Sent) {
  const request = new Request(`${env().PUBLIC_URL}/api/drafts/${section}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', origin: env().PUBLIC_URL, cookie, ...headers },
    body: body as BodyInit,
  })
  const answer = await inRequest(request, () => PUT(request, { params: Promise.resolve({ section }) }))
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, headers: answer.headers }
}
const draft = (data: unknown, version: unknown = 0, applicationId: unknown = person.applicationId) =>
  JSON.stringify({ applicationId, version, data })
const rows = () => db().applicationSection.count({ where: { applicationId: person.applicationId } })

test('saves, answers version and time, and is kept by no cache', async () => {
  const answer = await put({ body: draft({ ethnic: '01' }) })
  expect(answer).toMatchObject({ status: 200, body: { version: 1, savedAt: expect.stringMatching(/^\d{4}-.*Z$/) } })
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('an old version: 409 with what is stored (trust CO5)', async () => {
  await put({ section: 'papers', body: draft({ none: true }) })
  const answer = await put({ section: 'papers', body: draft({ none: false }) })
  expect(answer).toMatchObject({
    status: 409,
    body: { version: 1, data: { none: true }, savedAt: expect.any(String) },
  })
})

test('without a session, and after the session has ended: 401 that a page can read', async () => {
  const nobody = await put({ body: draft({}), headers: { cookie: '' } })
  expect(nobody).toMatchObject({
    status: 401,
    body: { code: 'signedOut', message: expect.stringContaining('重新登录') },
  })
  const other = await newPerson('旁人')
  const ended = await cookieOf(other)
  await db().$transaction(tx => endSessions(tx, other.accountId, 'killed'))
  expect(await put({ body: draft({}, 0, other.applicationId), headers: { cookie: ended } })).toMatchObject({
    status: 401,
  })
})

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['no origin', { origin: '' }],
  ['the word null', { origin: 'null' }],
  ['another site with a forged host', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }],
])('%s has no effect (trust AU18)', async (_, headers) => {
  const before = await rows()
  expect((await put({ section: 'work', body: draft({ resume: 'x' }), headers })).status).toBe(403)
  expect(await rows()).toBe(before)
})

test('somebody else, and somebody of another kind: 404 like one that does not exist (trust AC2)', async () => {
  const answers = [
    await put({ body: draft({}), headers: { cookie: await cookieOf(await newPerson('旁人')) } }),
    await put({ body: draft({}), headers: { cookie: await cookieOf(await unitOf('active')) } }),
    await put({ body: draft({}, 0, '00000000-0000-4000-8000-000000000000') }),
  ]
  for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 404, body: answers[0]!.body })
})

describe('odd input is answered with 4xx, never 5xx, and nothing is written (trust IN1)', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
  const fine = () => JSON.stringify(person.applicationId)
  const cases: [string, () => Sent, number][] = [
    ['no JSON', () => ({ body: '{"applicationId":' }), 400],
    ['not said to be JSON', () => ({ body: draft({}), headers: { 'content-type': 'text/plain' } }), 400],
    ['no UTF-8', () => ({ body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) }), 400],
    ['nothing', () => ({ body: '' }), 400],
    ['null', () => ({ body: 'null' }), 422],
    ['a list', () => ({ body: '[]' }), 422],
    ['a number', () => ({ body: '7' }), 422],
    ['data as a list', () => ({ body: draft([]) }), 422],
    ['data as a text', () => ({ body: draft('x') }), 422],
    ['data as null', () => ({ body: draft(null) }), 422],
    ['a field as a list', () => ({ body: draft({ department: ['x'] }) }), 422],
    ['a field as an object', () => ({ body: draft({ department: { a: 1 } }) }), 422],
    ['a field as a number', () => ({ body: draft({ department: 7 }) }), 422],
    ['rows as an object', () => ({ section: 'work', body: draft({ rows: { length: 3 } }) }), 422],
    ['rows of lists', () => ({ section: 'work', body: draft({ rows: [[]] }) }), 422],
    ['codes of objects', () => ({ body: draft({ disciplines: [{}] }) }), 422],
    ['a period as a text', () => ({ section: 'work', body: draft({ rows: [{ period: '2008' }] }) }), 422],
    ['people as an object', () => ({ section: 'papers', body: draft({ rows: [{ authors: {} }] }) }), 422],
    ['a unit as a list', () => ({ section: 'work', body: draft({ rows: [{ unit: [] }] }) }), 422],
    ['a number that is none', () => ({ section: 'awards', body: draft({ rows: [{ rank: {} }] }) }), 422],
    ['a negative version', () => ({ body: draft({}, -1) }), 422],
    ['a version as text', () => ({ body: draft({}, 'x') }), 422],
    ['a huge version', () => ({ body: draft({}, 1e300) }), 422],
    ['no id', () => ({ body: draft({}, 0, 'x') }), 422],
    ['an id with NUL', () => ({ body: draft({}, 0, 'a\u0000') }), 422],
    [
      'lists in lists',
      () => ({ body: `{"applicationId":${fine()},"version":0,"data":{"department":${deep(20_000)}}}` }),
      422,
    ],
    ['100,000 characters in a line', () => ({ body: draft({ department: 'x'.repeat(100_000) }) }), 422],
    ['more than the bound', () => ({ body: draft({ department: 'x'.repeat(2_100_000) }) }), 413],
    ['a section that does not exist', () => ({ section: 'secret', body: draft({}) }), 404],
    ['a section named like a method', () => ({ section: '__proto__', body: draft({}) }), 404],
  ]
  test.each(cases)('%s', async (_, sent, status) => {
    const stored = () =>
      db().applicationSection.findMany({
        where: { applicationId: person.applicationId },
        orderBy: { section: 'asc' },
      })
    const before = await stored()
    const answer = await put(sent())
    expect(answer.status).toBe(status)
    expect(answer.body.message).toMatch(/\p{Script=Han}/u)
    if (status === 422) expect(Object.keys(answer.body.fieldErrors as object).length).toBeGreaterThan(0)
    expect(await stored()).toEqual(before)
  })

  test('objects in objects and keys nobody knows are dropped', async () => {
    const other = await newPerson('深处')
    const body = `{"applicationId":"${other.applicationId}","version":0,"data":{"deep":${nested(3_000)},"__proto__":{"a":1},"constructor":{},"department":"科"},"status":"admitted","__proto__":{"b":2}}`
    const answer = await put({ body, headers: { cookie: await cookieOf(other) } })
    expect(answer.status).toBe(200)
    const row = await db().applicationSection.findFirstOrThrow({ where: { applicationId: other.applicationId } })
    expect(row.data).toEqual({ department: '科' })
  })

  test('NUL and lone surrogates are taken out or mended, the rest is kept', async () => {
    const other = await newPerson('空字')
    const body = `{"applicationId":"${other.applicationId}","version":0,"data":{"department":"科\\u0000研\\ud800处"}}`
    expect((await put({ body, headers: { cookie: await cookieOf(other) } })).status).toBe(200)
    const row = await db().applicationSection.findFirstOrThrow({ where: { applicationId: other.applicationId } })
    expect(row.data).toEqual({ department: '科研\ufffd处' })
  })
})
