import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { login } from '@/lib/auth/login.dal'
import { renewPassword } from '@/lib/auth/renew.dal'
import { type DecideMember, decideMember } from '@/lib/membership/decide.dal'
import { lastExit } from '@/lib/membership/member.dal'
import { keepMembership } from '@/lib/membership/run.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { defaultMembership, type MembershipPolicy } from '@/lib/policy/membership-policy'
import { type Applicant, expertOf } from './applications'
import { fixturePhone } from './fixtures-ids'
import { enforce } from './policy'
import { visitor } from './units'

/** A time of the clock in China: `2031-03-10T23:59:59`. */
export const china = (text: string): Date => new Date(`${text}+08:00`)

/** A pool with dormancy after one and exit after two years, and no publicity in the way of an entry. */
export const enforceDormancy = (change: Partial<MembershipPolicy> = {}) =>
  enforce('wuhan', { membership: { ...defaultMembership, dormantAfterYears: 1, leaveAfterYears: 2, ...change } })

/** Everybody there is has just logged in, far in the future, and no run is known: a test begins with its own people. */
export async function quietPool(): Promise<void> {
  await db().expert.updateMany({ data: { activatedAt: new Date('2099-01-01T00:00:00Z'), leaveOn: null } })
  await db().membershipRunItem.deleteMany()
  await db().membershipRun.deleteMany()
}

/** Somebody's last login. */
export async function lastLogin(person: { accountId: string }, at: string): Promise<void> {
  await db().expert.update({ where: { accountId: person.accountId }, data: { activatedAt: china(at), leaveOn: null } })
}

/** One turn of the worker at a time of the clock in China. */
export async function turnAt(at: string): Promise<void> {
  setClock(china(at))
  await keepMembership(systemActor('membership'))
}

/** The gateway takes whatever waits in the outbox, at a time of the clock in China. */
export async function deliverAt(at: string): Promise<void> {
  await db().message.updateMany({
    where: { status: { in: ['queued', 'failed'] }, template: { startsWith: 'membership.' } },
    data: { status: 'sent', sentAt: china(at) },
  })
}

export const memberOf = (person: { accountId: string }) =>
  db().expert.findUniqueOrThrow({ where: { accountId: person.accountId } })

export const statusOf = async (person: { accountId: string }) => (await memberOf(person)).status

/** The templates of the messages about somebody's place in the pool, in their order. */
export const toldOf = async (person: { accountId: string }): Promise<string[]> =>
  (
    await db().message.findMany({
      where: { accountId: person.accountId, template: { startsWith: 'membership.' } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    })
  ).map(message => message.template.replace('membership.', ''))

/** The steps of somebody's place in the pool. */
export const eventsOf = async (person: { accountId: string }): Promise<string[]> =>
  (
    await db().statusHistory.findMany({
      where: { subjectType: 'membership', subjectId: person.accountId },
      orderBy: { subjectVersion: 'asc' },
    })
  ).map(step => step.event)

/** The version of somebody's place in the pool, as his own steps send it. */
export const ownVersion = async (person: { accountId: string }) => ({ version: (await memberOf(person)).version })

/** The first exit of somebody. */
export const exitOf = (person: { accountId: string }) =>
  db().membershipExit.findFirstOrThrow({ where: { accountId: person.accountId } })

/** What somebody of the bureau decides about a person as he sees him now. */
export async function decideAbout(
  actor: StaffActor,
  person: { accountId: string },
  event: DecideMember['event'],
  given: Partial<DecideMember> = {},
) {
  const { version } = await memberOf(person)
  const heard = (await lastExit(actor, db(), person.accountId))?.statements.length
  const opinion = '情况属实，见书面材料。'
  return decideMember(actor, { id: person.accountId, version, event, opinion, heard, ...given })
}

export const proposeExit = (actor: StaffActor, person: { accountId: string }) =>
  decideAbout(actor, person, 'proposeExit', { reason: 'leak', evidence: '签到表在档案室。' })

export type PoolMember = Applicant & { phone: string }

let serial = 7000

/** Somebody in the pool whose last login was then, in China. */
export async function memberSince(
  unit: UnitActor,
  reviewer: StaffActor,
  at: string,
  disciplines?: string[],
): Promise<PoolMember> {
  const phone = fixturePhone(serial++)
  const person = await expertOf(unit, reviewer, { phone, disciplines })
  await lastLogin(person, at)
  return { ...person, phone }
}

/** A login, with a new password where the old one has become too old meanwhile: only then he is in. */
export async function logInAs({ phone }: PoolMember): Promise<void> {
  const name = phone
  const visit = { userAgent: 'Mozilla/5.0', sid: null }
  const outcome = await login(visitor(), { kind: 'individual', name, password: 'Gaoshan#2026liu' }, visit)
  if (!outcome.ok) throw new Error(outcome.message)
  const password = 'Xinmima#2027shan'
  if (outcome.home === '/login/renew')
    await renewPassword(visitor(), outcome.sid, { password, passwordAgain: password })
}

export const statusesOf = async (people: { accountId: string }[]) => Promise.all(people.map(statusOf))
