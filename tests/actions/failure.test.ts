import { z } from 'zod'
import type { StaffActor } from '@/lib/access/actor'
import { defineAction } from '@/lib/access/define-action'
import { defineRoute } from '@/lib/access/define-route'
import { MAX_FAULTS, placeOf, recordFailure, SAME_MINUTES } from '@/lib/access/failure'
import { listAudit, viewAudit } from '@/lib/audit/read.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { useDatabase } from '../support/database'
import { inRequest } from '../support/next-headers'
import { staffOf } from '../support/staff'
import { until } from '../support/until'

jest.mock('next/headers', () => jest.requireActual('../support/next-headers'))
process.env.PUBLIC_URL = 'http://127.0.0.1:3000'
useDatabase()

let auditor: StaffActor
beforeAll(async () => {
  auditor = await staffOf('auditAdmin')
})
beforeEach(() => {
  // far from what the tests before have recorded
  hours += 1
  setClock(new Date(Date.now() + hours * 3_600_000))
})
afterAll(() => setClock(null))
let hours = 0

const failures = () => db().auditEvent.count({ where: { action: 'system.failure' } })
/** Events are written behind the answer: waits until there are as many. */
async function recorded(count: number): Promise<void> {
  await until(async () => (await failures()) >= count)
  expect(await failures()).toBe(count)
}

const broken = defineAction(z.object({}), async () => {
  throw new TypeError('手机 19900001234 出错')
})
const submit = (path: string) =>
  inRequest(new Request(env().PUBLIC_URL, { headers: { origin: env().PUBLIC_URL, 'x-path': path } }), () => broken({}))
const numberIn = (answer: unknown) => /编号 (\S+?)。/.exec((answer as { message: string }).message)![1]!
const search = (text: string) => listAudit(auditor, { text, size: 5 })

test('a number that is read out on the phone finds what broke, where and when, and nothing personal', async () => {
  const before = await failures()
  const number = numberIn(await submit('/admin/accounts/019a0000-0000-7000-8000-0000000000d1?token=geheim'))
  await recorded(before + 1)
  const [found, ...more] = (await search(` ${number.toLowerCase()} `)).rows
  expect(more).toEqual([])
  expect(found).toMatchObject({
    label: '系统出错',
    object: '错误编号',
    objectId: number,
    result: 'failed',
    who: '系统',
  })
  const { detail } = await viewAudit(auditor, found!.id)
  expect(detail).toHaveLength(2)
  expect(detail).toContainEqual({ label: '发生的地方', value: 'action /admin/accounts/…' })
  expect(detail).toContainEqual({ label: '错误类型', value: 'TypeError' })
})

test('a route says its method and place', async () => {
  const before = await failures()
  const route = defineRoute({}, async () => {
    throw new RangeError('x')
  })
  const request = new Request(`${env().PUBLIC_URL}/api/files/019a?x=1`)
  const answer = await inRequest(request, () => route(request, { params: Promise.resolve({}) }))
  await recorded(before + 1)
  const number = numberIn(await answer.json())
  const [found] = (await search(number)).rows
  const { detail } = await viewAudit(auditor, found!.id)
  expect(detail).toContainEqual({ label: '发生的地方', value: 'GET /api/files/…' })
})

test('a storm is one event, and everybody in it is told the number of that event', async () => {
  const before = await failures()
  const answers = await Promise.all(Array.from({ length: 200 }, () => submit('/account')))
  expect(new Set(answers.map(numberIn)).size).toBe(1)
  await recorded(before + 1)
  setClock(new Date(Date.now() + hours * 3_600_000 + SAME_MINUTES * 60_000 + 1))
  expect(numberIn(await submit('/account'))).not.toBe(numberIn(answers[0]))
  await recorded(before + 2)
})

test('however many different faults there are, the trail gets so many', async () => {
  const before = await failures()
  for (let n = 0; n < MAX_FAULTS * 3; n += 1)
    recordFailure(new Error('x'), { where: 'render /bureau', digest: `${1_000_000 + n}@E394` })
  await recorded(before + MAX_FAULTS)
  // what the framework shows, with its suffix or without
  for (const said of ['1000003', '1000003@E394']) expect((await search(said)).rows).toHaveLength(1)
})

test('who closes a page while it is loading leaves no event behind', async () => {
  const before = await failures()
  const left = new Error('The destination stream errored while writing data.')
  recordFailure(left, { where: 'render /admin', digest: '2000001' })
  recordFailure(new Error('x'), { where: 'render /admin', digest: '2000002' })
  await recorded(before + 1)
  expect((await search('2000001')).rows).toEqual([])
})

test('an attacker writes nothing of his own into the trail', () => {
  for (const [path, place] of [
    ['/bureau/units?name=王某', '/bureau/units'],
    ['/join/19900001234', '/join/…'],
    ['/x/Geheim', '/x/…'],
    [`/${'a'.repeat(300)}`, '/…'],
    ['', ''],
  ])
    expect(placeOf(path!)).toBe(place)
})

test('strangers who send what cannot be read do not fill the trail: what is really broken is found', async () => {
  const before = await failures()
  for (let at = 0; at <= MAX_FAULTS; at += 1) {
    const unreadable = new SyntaxError(`Unexpected token in JSON at position ${at}`)
    recordFailure(unreadable, { where: 'action /login', digest: `${1000 + at}`, unread: true })
  }
  const number = numberIn(await submit('/expert'))
  await recorded(before + 1)
  expect((await search(number)).rows).toHaveLength(1)
})
