import { readdirSync } from 'node:fs'
import type { Actor, StaffActor, StaffRoleName } from '@/lib/access/actor'
import { listAudit, viewAudit } from '@/lib/audit/read.dal'
import { acceptSeat } from '@/lib/draw/answer.dal'
import { listCalls } from '@/lib/draw/call.dal'
import { startInviting } from '@/lib/draw/notify.dal'
import { viewSeats } from '@/lib/draw/seat-list.dal'
import { unsealList } from '@/lib/draw/unseal.dal'
import { listMessages } from '@/lib/message/staff.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import type { Refusal } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { presetNamed } from '@/lib/policy/presets/all'
import { type Applicant, expertOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { acted, drawDay, drawnPanel, type MadeDraw, seatTurn } from '../support/draw-seats'
import { fixturePhone } from '../support/fixtures-ids'
import { drawSeats } from '../support/gate-draw-seats'
import { finding } from '../support/gate-finding'
import { intake } from '../support/gate-intake'
import { membership } from '../support/gate-membership'
import { organisations } from '../support/gate-organisations'
import { people as peopleCalls } from '../support/gate-people'
import { policies } from '../support/gate-policy'
import { publicity } from '../support/gate-publicity'
import { statistics } from '../support/gate-statistics'
import { ways } from '../support/gate-ways'
import { enforce } from '../support/policy'
import { prove, staffOf } from '../support/staff'
import { makeReviewer, unitOf } from '../support/units'

useDatabase()

/** Names and numbers nobody else here has. */
const drawn = [
  { name: '栾缄默', phone: fixturePhone(8801) },
  { name: '阮守密', phone: fixturePhone(8802) },
]
/** As much like them as can be, and not drawn. */
const others = [{ name: '鲜于旁观', phone: fixturePhone(8803) }]

let draw: MadeDraw
/** The same people again, in a draw that two open: its time has passed, and one of the two has opened it. */
let two: MadeDraw
let staff: (...roles: StaffRoleName[]) => Actor
let seats: { id: string; accountId: string }[]
let unit: Actor
let roles: [string, Actor][]

beforeAll(async () => {
  await enforce('shaoxing', { path: presetNamed('wuhan').path })
  const admin = await unitOf('active')
  const reviewer = await makeReviewer('沈鉴')
  const experts: Applicant[] = []
  for (const one of drawn) experts.push(await expertOf(admin, reviewer, one))
  for (const one of others) await expertOf(admin, reviewer, one)
  const requester = await staffOf('drawRequester')
  const operator = await staffOf('drawOperator')
  setClock(drawDay)
  draw = await drawnPanel(requester, experts)
  await startInviting(operator, { id: draw.id, version: 0 })
  await seatTurn()
  const pledge = (await currentPolicy()).policy.agreements.pledge.version
  const first = { ...acted(experts[0]!.accountId), name: drawn[0]!.name }
  await acceptSeat(first, { token: null, id: draw.seats[0]!, pledge, agreed: true })
  seats = draw.seats.map((id, index) => ({ id, accountId: experts[index]!.accountId }))
  two = await drawnPanel(requester, experts, { days: 30, status: 'inviting', unlock: { at: drawDay }, unseal: 'two' })
  await unseal(operator)
  unit = admin
  staff = (...given) => ({ ...operator, roles: given })
  roles = [
    ['whoever asked', requester],
    ['the operator', operator],
    ['the supervisor', staff('supervisor')],
    ['a manager', staff('bureauManager')],
    ['a reviewer', staff('bureauReviewer')],
    ['an editor', staff('noticeEditor')],
    ['the system administrator', staff('systemAdmin')],
    ['the security administrator', staff('securityAdmin')],
    ['the audit administrator', staff('auditAdmin')],
    ['the unit', unit],
    ['another expert', acted(newId())],
  ]
})
afterAll(() => setClock(null))

const unseal = async (actor: StaffActor) => {
  await prove(actor, 'draw.unseal', two.id)
  return unsealList(actor, { id: two.id })
}

const text = (answer: unknown) =>
  JSON.stringify(answer, (_, value) =>
    typeof value === 'bigint' ? String(value) : value instanceof Map ? [...value] : value,
  ) ?? ''

/** What tells a drawn person: name, number, number with its middle hidden, account. */
const secrets = () =>
  drawn.flatMap(({ name, phone }, index) => [name, phone, maskPhone(phone), seats[index]!.accountId])

/** Who may look at the draw now. */
const seeing = () => roles.slice(0, 4)

type Data = (actor: Actor, ...args: unknown[]) => Promise<unknown>

/**
 * Functions whose matter is the pool or a unit's own people: they name everybody in it, drawn or not, and so say nothing
 * of a draw as long as they name those who were not drawn in the same way.
 */
const namesOthersAsWell = (answer: string) =>
  others.every(one => answer.includes(one.name) || answer.includes(maskPhone(one.phone)))

test('no function of the data layer tells anybody whom a sealed draw chose', async () => {
  const table = {
    ...peopleCalls(),
    ...publicity(),
    ...membership(),
    ...finding(),
    ...intake(),
    ...organisations(),
    ...ways(),
    ...statistics(),
    ...policies(),
    ...drawSeats(),
  }
  const loaded = new Map<string, Data>()
  for (const file of readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(name =>
    /(?<!\.public)\.dal\.ts$/.test(name),
  ))
    for (const [name, value] of Object.entries((await import(`../../lib/${file}`)) as Record<string, unknown>))
      if (typeof value === 'function')
        loaded.set(`${file.replaceAll('\\', '/').replace('.dal.ts', '')} ${name}`, value as Data)
  const reading =
    /^(list|view|count|find|search|own|open|plan|draw|desk|bureau|export|read|sum|flow|gap|pool|waiting|balance)/
  const told: string[] = []
  let answers = 0
  for (const [name, call] of Object.entries(table)) {
    if (typeof call === 'string' || !reading.test(name.split(' ')[1]!)) continue
    // one event by its number, whatever it is about: those of the draw are all opened below
    if (name === 'audit/read viewAudit') continue
    for (const [who, actor] of roles)
      for (const { id } of name.startsWith('draw/') ? [draw, two] : [draw]) {
        // what asks for an id is asked for the draw's own
        const given = (call.with ?? []).map(one => (typeof one === 'string' && one.length === 36 ? id : one))
        const answer = await loaded.get(name)!(actor, ...given).then(text, error => {
          const { message, fieldErrors } = error as Refusal
          return text({ message, fieldErrors })
        })
        answers += 1
        if (secrets().some(secret => answer.includes(secret)) && !namesOthersAsWell(answer))
          told.push(`${name} → ${who}`)
      }
  }
  expect(told).toEqual([])
  expect(answers).toBeGreaterThan(500)
})

test('the draw itself answers counts to all who may look, and places without names to those who act', async () => {
  for (const [who, actor] of seeing()) {
    const view = await viewSeats(actor, draw.id)
    expect([who, view.named, secrets().some(secret => text(view).includes(secret))]).toEqual([who, false, false])
    expect(view.groups[0]!.counts.map(one => one.label)).toEqual(['已通知', '接受'])
  }
  // the whole of it to who draws, none of the small counts to who asked
  expect((await viewSeats(roles[1]![1], draw.id)).groups[0]!.accepted).toBe('1')
  expect((await viewSeats(roles[0]![1], draw.id)).groups[0]!.accepted).toBe('少于 3')
  expect((await viewSeats(roles[0]![1], draw.id)).rows).toEqual([])
})

test('the message log names nobody, and is not searched by the number of somebody drawn', async () => {
  const reviewer = staff('bureauReviewer')
  const page = await listMessages(reviewer, { size: 100, sort: 'desc' } as never)
  const sent = page.rows.filter(row => row.label === '评审邀请')
  expect(sent.map(row => row.to)).toEqual(['不显示（抽取）', '不显示（抽取）'])
  const tail = drawn[0]!.phone.slice(-4)
  const found = await listMessages(reviewer, { size: 100, sort: 'desc', tail } as never)
  expect(found.rows.filter(row => row.label === '评审邀请')).toEqual([])
})

test('the trail shows that a seat accepted, and neither who nor from where', async () => {
  const page = await listAudit(staff('auditAdmin'), { size: 100, sort: 'desc', text: draw.seats[0]! } as never)
  expect(text(page)).toContain('drawSeat')
  const events = await db().auditEvent.findMany({
    where: { objectType: { startsWith: 'draw' }, result: 'done' },
    select: { id: true },
  })
  const views = await Promise.all(events.map(({ id }) => viewAudit(staff('auditAdmin'), String(id))))
  expect(views.length).toBeGreaterThan(3)
  for (const secret of [...secrets(), '203.0.113.9']) expect(text([page, views])).not.toContain(secret)
})

test('a 通知员 is told who has not answered, and not who has; when the time is over, nobody', async () => {
  const notifier = staff('drawNotifier')
  const now = text(await listCalls(notifier, draw.id))
  expect([now.includes(drawn[0]!.name), now.includes(drawn[1]!.name)]).toEqual([false, true])
  setClock(new Date(drawDay.getTime() + 120 * 60_000))
  expect(text(await listCalls(notifier, draw.id))).not.toContain(drawn[1]!.name)
  setClock(drawDay)
})

test('once the list is open, those who may look read it', async () => {
  await db().drawRequest.update({ where: { id: draw.id }, data: { unlockedAt: drawDay } })
  for (const [, actor] of seeing()) expect(text(await viewSeats(actor, draw.id))).toContain(drawn[0]!.name)
})

test('a list that two open stays sealed although its time has passed and one has opened it; the second opens it', async () => {
  for (const [who, actor] of seeing()) {
    const view = await viewSeats(actor, two.id)
    expect([who, view.named, secrets().some(secret => text(view).includes(secret))]).toEqual([who, false, false])
    expect(view.whenNames).toContain('抽取人已经启封，还要监督人员启封')
  }
  expect(await unseal(await staffOf('supervisor'))).toEqual({ opened: true })
  for (const [, actor] of seeing()) expect(text(await viewSeats(actor, two.id))).toContain(drawn[0]!.name)
})
