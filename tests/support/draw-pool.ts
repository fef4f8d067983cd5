import type { StaffActor } from '@/lib/access/actor'
import { capAskedSchema, conditionsAskedSchema, groupAskSchema } from '@/lib/draw/ask.schema'
import { askHashOf } from '@/lib/draw/request-canon.rules'
import { roundOf } from '@/lib/draw/request-read.dal'
import { sendAgain, sentOf } from '@/lib/draw/sent.dal'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Prisma } from '@/prisma/generated/client'
import { makeStaff } from '@/prisma/seed/factory'
import { fixturePhone } from './fixtures-ids'
import { nextSerial, unitOf } from './units'

const password = 'Gaoshan#2026liu'

export type MadeExpert = {
  sex?: string
  birth?: string
  titleLevel?: string
  titleCode?: string
  region?: string
  expertType?: string | null
  workSince?: number | null
  disciplines?: string[]
  unitId?: string
  status?: 'active' | 'dormant' | 'suspended' | 'leaving' | 'left'
}

let poolUnits: Promise<string[]> | undefined
/** Units that share nobody's name, so that caps have something to look at. */
const units = () => {
  poolUnits ??= Promise.all(Array.from({ length: 12 }, () => unitOf('active').then(unit => unit.unitId)))
  return poolUnits
}

/** Puts experts into the pool by direct inserts; what is not said is alike. @returns their account ids */
export async function makeExperts(count: number, of: (at: number) => MadeExpert = () => ({})): Promise<string[]> {
  const { id: policyVersionId } = await currentPolicy()
  const all = await units()
  const ids: string[] = []
  for (let at = 0; at < count; at += 1) {
    const given = of(at)
    const [accountId, applicationId, versionId] = [newId(), newId(), newId()]
    const serial = nextSerial()
    const phone = fixturePhone(4000 + serial)
    const unitId = given.unitId ?? all[at % all.length]!
    const name = `评第${serial}`
    const docNumber = `doc-${serial}`
    const birthDate = new Date(`${given.birth ?? '1980-05-05'}T00:00:00Z`)
    const { sex = '1', region = '420106', titleCode = '231', status = 'active' } = given
    await db().account.create({
      data: {
        ...{ id: accountId, kind: 'individual', name, passwordHash: '-' },
        phoneCipher: encryptField(phone, { table: 'account', id: accountId, column: 'phone' }),
        phoneIndex: blindIndex('phone', phone),
        person: {
          create: {
            ...{ docType: 'other', name, pinyin: 'p', initials: 'p', sex, birthDate, regionCode: region },
            docCipher: encryptField(docNumber, { table: 'person', id: accountId, column: 'doc' }),
            docIndex: blindIndex('document', docNumber),
          },
        },
        applications: {
          create: {
            ...{ id: applicationId, number: `T-${serial}`, unitId, status: 'admitted', policyVersionId },
            versions: {
              create: { id: versionId, number: 1, snapshot: {}, hash: 'test', statementVersion: 'test' },
            },
          },
        },
      },
    })
    await db().expert.create({
      data: {
        ...{
          accountId,
          versionId,
          unitId,
          unitName: '测试单位',
          name,
          nameChars: [...name],
          pinyin: 'p',
          initials: 'p',
        },
        ...{ sex, birthDate, regionCode: region, titleCode, titleLevel: given.titleLevel ?? 'senior', status },
        ...{ expertType: given.expertType ?? null, workSince: given.workSince ?? null },
        disciplines: {
          create: (given.disciplines ?? ['32027']).map((code, position) => ({ position, code })),
        },
      },
    })
    ids.push(accountId)
  }
  return ids
}

export type Cast = { requester: StaffActor; manager: StaffActor; operator: StaffActor; other: StaffActor }

/** Who asks, who agrees, and two who may draw. */
export async function makeCast(): Promise<Cast> {
  const office = '示范市科技局'
  const staff = (name: string, role: 'drawRequester' | 'bureauManager' | 'drawOperator') =>
    makeStaff({ name, login: `draw${nextSerial()}`, password, roles: [role], office })
  return {
    requester: await staff('需方', 'drawRequester'),
    manager: await staff('业勤', 'bureauManager'),
    operator: await staff('抽甲', 'drawOperator'),
    other: await staff('抽乙', 'drawOperator'),
  }
}

export type AskGiven = {
  size?: number
  alternates?: number
  conditions?: Partial<Prisma.JsonObject>
  quotas?: { feature: string; value: string; min: number; max: number | null }[]
  caps?: { feature: string; most: number }[]
}

let numbers = 0
/** A request that was approved, with one round and so many groups. */
export async function makeApproved(
  cast: Cast,
  asks: AskGiven[],
  given: {
    from?: Date
    hours?: number
    caps?: { feature: string; most: number }[]
    status?: 'requested' | 'approved'
    title?: string
    place?: string
    /** of the groups */
    names?: string[]
  } = {},
) {
  const { id: policyVersionId } = await currentPolicy()
  const [requestId, roundId] = [newId(), newId()]
  const from = given.from ?? new Date(now().getTime() + 7 * 86_400_000)
  const status = given.status ?? 'approved'
  const groups = asks.map((ask, position) => ({
    id: newId(),
    position,
    name: given.names?.[position] ?? `第${position + 1}组`,
    ask,
  }))
  await db().drawRequest.create({
    data: {
      ...{
        id: requestId,
        number: `CQT-${++numbers}-${requestId.slice(-4)}`,
        title: given.title ?? '测试评审',
        purpose: 'project',
      },
      ...{ requesterId: cast.requester.accountId, requesterName: cast.requester.name, requesterOffice: '测试处' },
      ...{
        sessionFrom: from,
        sessionTo: new Date(from.getTime() + (given.hours ?? 3) * 3_600_000),
        place: given.place ?? '会议室',
      },
      ...{ answerMinutes: 120, status, policyVersionId },
      caps: (given.caps ?? []).map(cap => capAskedSchema.parse(cap)),
      groups: { create: groups.map(({ id, position, name }) => ({ id, position, name })) },
      rounds: { create: { id: roundId, number: 1, policyVersionId } },
    },
  })
  for (const { id: groupId, ask } of groups) {
    const { conditions, ...rest } = groupAskSchema.parse({
      ...{ size: ask.size ?? 3, alternates: ask.alternates ?? 3, quotas: ask.quotas ?? [], caps: ask.caps ?? [] },
      conditions: conditionsAskedSchema.parse(ask.conditions ?? {}),
    })
    await db().drawAsk.create({ data: { roundId, groupId, conditions, ...rest } })
  }
  const request = await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })
  const round = (await roundOf(cast.requester, db(), { id: roundId }))!
  const [requestedById, approvedById] = [cast.requester.accountId, cast.manager.accountId]
  const askHash = askHashOf(await sentOf(cast.requester, db(), request, round))
  await db().drawRound.update({ where: { id: roundId }, data: { status, askHash, requestedById, approvedById } })
  return { requestId, roundId, groups: groups.map(({ id }) => id) }
}

/** What was approved is what the tables say now: for tests that write 评审对象 and avoidances straight into them. */
export const approvedAsIs = (cast: { requester: StaffActor }, requestId: string): Promise<void> =>
  db().$transaction(async tx =>
    sendAgain(cast.requester, tx, await tx.drawRequest.findUniqueOrThrow({ where: { id: requestId } })),
  )
