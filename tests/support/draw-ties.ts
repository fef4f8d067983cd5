import type { StaffActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { findConflicts } from '@/lib/draw/conflict.dal'
import { saveSubject } from '@/lib/draw/subject.dal'
import { decideChange } from '@/lib/draw/subject-change.dal'
import type { RawSubject } from '@/lib/draw/subject-row.rules'
import { keepTies } from '@/lib/draw/tie.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Sections } from '@/lib/profile/facts.rules'
import type { DrawRequestStatus } from '@/prisma/generated/enums'
import type { Applicant } from './applications'
import { staffOf } from './staff'
import { nextSerial } from './units'

const job = systemActor('test')

/** A request of somebody with two groups, in whatever state, whose session is on 1 March of that year. */
export async function requestOf(
  requester: StaffActor,
  given: { status?: DrawRequestStatus; year?: number } = {},
): Promise<{ id: string }> {
  const { status = 'approved', year = new Date().getFullYear() + 1 } = given
  const { id: policyVersionId } = await currentPolicy()
  const id = newId()
  await db().drawRequest.create({
    data: {
      ...{ id, number: `CQ2026-T${nextSerial()}`, title: '示范评审', purpose: 'project', place: '一号会议室' },
      ...{ requesterId: requester.accountId, requesterName: requester.name, requesterOffice: requester.office },
      sessionFrom: new Date(`${year}-03-01T01:00:00Z`),
      sessionTo: new Date(`${year}-03-01T09:00:00Z`),
      ...{ answerMinutes: 60, status, policyVersionId },
      groups: { create: ['甲组', '乙组'].map((name, position) => ({ id: newId(), name, position })) },
    },
  })
  return { id }
}

const blank = { title: '', group: '', unit: '示范空白研究院', creditCode: '', division: '', leader: '空山' }
const rest = { leaderNumber: '', leaderPhone: '', members: '', memberNumbers: '', partners: '' }

let accepting: StaffActor | null = null

/** Accepts whatever waits for a request, as somebody of the bureau who has no other part in a test. */
export async function acceptChanges(requestId: string): Promise<void> {
  accepting ??= await staffOf('bureauManager')
  const waiting = await db().drawListChange.findMany({
    where: { requestId, status: 'pending' },
    orderBy: { at: 'asc' },
  })
  for (const { id, version } of waiting) await decideChange(accepting, { id, version, accept: true, why: '情况属实。' })
}

/** Adds a 评审对象 as the form does, or changes one; what waits then is accepted. */
export async function subjectIn(
  requester: StaffActor,
  requestId: string,
  given: RawSubject & { id?: string; version?: number },
): Promise<{ id: string; version: number }> {
  const { id, waiting } = await saveSubject(requester, subjectInput(requestId, given))
  if (waiting) await acceptChanges(requestId)
  return db().drawSubject.findUniqueOrThrow({ where: { id }, select: { id: true, version: true } })
}

/** A 评审对象 as its form sends it. */
export const subjectInput = (requestId: string, given: RawSubject & { id?: string; version?: number } = {}) => ({
  ...{ requestId, id: null, version: 0, reason: '申报人来函更正。' },
  ...blank,
  ...rest,
  title: `对象${nextSerial()}`,
  ...given,
})

/** Puts another profile into force for the ties of an expert. */
export async function profileOf(expert: Applicant, sections: Sections): Promise<void> {
  const { versionId } = await db().expert.findUniqueOrThrow({ where: { accountId: expert.accountId } })
  await db().$transaction(tx => keepTies(job, tx, expert.accountId, versionId, sections))
}

export const found = (requestId: string) => db().$transaction(tx => findConflicts(job, tx, requestId))

/** What stands of the conflicts of an expert: rule, certainty. */
export const conflictsOf = async (requestId: string, expert: { accountId: string }): Promise<string[]> =>
  (
    await db().drawConflict.findMany({
      where: { requestId, expertId: expert.accountId, goneAt: null },
      orderBy: [{ rule: 'asc' }, { certainty: 'asc' }],
    })
  ).map(one => `${one.rule} ${one.certainty}`)
