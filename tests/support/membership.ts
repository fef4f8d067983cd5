import { systemActor } from '@/lib/access/actor'
import { keepMembership } from '@/lib/membership/run.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { defaultMembership, type MembershipPolicy } from '@/lib/policy/membership-policy'
import { enforce } from './policy'

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
