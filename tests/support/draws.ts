import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { decideRequest, submitRequest } from '@/lib/draw/approve.dal'
import { saveRequest } from '@/lib/draw/request.dal'
import { saveRequestSchema } from '@/lib/draw/request.schema'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { type DrawPolicy, defaultDraw } from '@/lib/policy/draw-policy'
import { actorOf, makeIndividual, makeUnit } from './accounts'
import { enforce } from './policy'
import { staffOf } from './staff'
import { nextSerial } from './units'

const DAY = 86_400_000
/** A day so many days from now. */
export const dayIn = (days: number): string => chinaDay(new Date(now().getTime() + days * DAY))

/** Puts a policy in force under which there are draws. */
export const allowDraws = (change: Partial<DrawPolicy> = {}) =>
  enforce('shaoxing', { draw: { ...defaultDraw, enabled: true, ...change } })

/** A 处室 with nobody in it. */
export async function officeNamed(name = `第${nextSerial()}处`): Promise<{ id: string; name: string }> {
  return db().office.create({ data: { id: newId(), name }, select: { id: true, name: true } })
}

/** Somebody who asks for draws for an office; without one he sits nowhere. */
export async function requesterOf(office: { id: string } | null, ...more: 'bureauManager'[]): Promise<StaffActor> {
  const actor = await staffOf('drawRequester', ...more)
  if (office) await db().staffPost.create({ data: { accountId: actor.accountId, officeId: office.id } })
  return (await actorOf({ id: actor.accountId })) as StaffActor
}

type Group = Record<string, unknown>
/** One group as the form sends it. */
export const groupInput = (change: Group = {}): Group => ({
  id: null,
  name: '材料组',
  size: 3,
  alternates: 2,
  conditions: {},
  quotas: [],
  caps: [{ feature: 'unit', most: 1 }],
  ...change,
})

/** A request as the form sends it, complete: in ten days, from nine to twelve. */
export const requestInput = (change: Record<string, unknown> = {}) =>
  saveRequestSchema.parse({
    id: null,
    version: 0,
    title: '重点研发项目评审',
    purpose: 'project',
    purposeNote: '',
    fromDay: dayIn(10),
    fromTime: '09:00',
    toDay: '',
    toTime: '12:00',
    place: '行政中心三号楼 201 室',
    answerMinutes: 120,
    unlock: 'signIn',
    briefing: '',
    caps: [],
    groups: [groupInput()],
    ...change,
  })

/** The request and its first round as they are stored. */
export async function storedDraw(id: string) {
  const request = await db().drawRequest.findUniqueOrThrow({ where: { id } })
  const round = await db().drawRound.findUniqueOrThrow({
    where: { requestId_number: { requestId: id, number: 1 } },
    include: { asks: { include: { group: true }, orderBy: { group: { position: 'asc' } } } },
  })
  return { request, round, groups: round.asks.map(ask => ask.group) }
}

/** A draft of a request, by the same function the form calls. */
export async function draftDraw(requester: StaffActor | UnitActor, change: Record<string, unknown> = {}) {
  return saveRequest(requester, requestInput(change))
}

/** A request that waits for approval. */
export async function requestedDraw(requester: StaffActor | UnitActor, change: Record<string, unknown> = {}) {
  const { id, version } = await draftDraw(requester, change)
  await submitRequest(requester, { id, version })
  return storedDraw(id)
}

/** Decides as somebody does who has just opened the page. */
export async function decideDraw(
  manager: StaffActor,
  id: string,
  event: 'approve' | 'return',
  opinion: string | null = event === 'return' ? '请改人数。' : null,
) {
  const { request, round } = await storedDraw(id)
  return decideRequest(manager, { id, version: request.version, event, opinion, askHash: round.askHash ?? '' })
}

/** A request that is approved and can be drawn. */
export async function approvedDraw(
  requester: StaffActor | UnitActor,
  manager: StaffActor,
  change: Record<string, unknown> = {},
) {
  const { request } = await requestedDraw(requester, change)
  await decideDraw(manager, request.id, 'approve')
  return storedDraw(request.id)
}

type PoolChange = Partial<{
  unitId: string
  titleLevel: string
  titleCode: string
  regionCode: string
  sex: string
  birthDate: Date | null
  disciplines: string[]
}>

/** Experts in the pool by direct inserts: each of a unit of his own, unless a change says otherwise. */
export async function poolOf(count: number, change: (index: number) => PoolChange = () => ({})): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const { disciplines = ['430'], unitId, ...own } = change(index)
    const name = `专家${nextSerial()}`
    const { id } = await makeIndividual({ name })
    const unit = unitId ?? (await makeUnit()).id
    const { name: unitName } = await db().unit.findUniqueOrThrow({ where: { id: unit }, select: { name: true } })
    await db().expert.create({
      data: {
        ...{ accountId: id, versionId: newId(), unitId: unit, unitName, name, nameChars: [...name] },
        ...{ pinyin: 'zhuanjia', initials: 'zj', sex: '1', birthDate: new Date('1975-05-05'), regionCode: '330602' },
        ...{ titleCode: '011', titleLevel: 'senior', ...own },
        disciplines: { create: disciplines.map((code, position) => ({ code, position })) },
      },
    })
    ids.push(id)
  }
  return ids
}
