import type { IndividualActor, UnitActor } from '@/lib/access/actor'
import { decideAffiliation } from '@/lib/affiliation/review.dal'
import { completeData } from '@/lib/person/complete.dal'
import { registerPerson } from '@/lib/person/register.dal'
import { db } from '@/lib/platform/db'
import { attachPaper, completeInput, personInput, registerCodeFor } from './people'
import { visitor } from './units'

/** Somebody who has registered, before he has chosen a unit. */
export async function registered(name = '路遥之'): Promise<IndividualActor> {
  const actor = visitor()
  const input = personInput('', { name, unitId: '' })
  await registerPerson(actor, { ...input, smsCode: await registerCodeFor(actor, input.phone) })
  const account = await db().account.findFirstOrThrow({ where: { name }, orderBy: { id: 'desc' } })
  return { kind: 'individual', accountId: account.id, name, request: { id: 't', address: '127.0.0.1' } }
}

/** Somebody who waits for a unit. */
export async function waiting(at: UnitActor, name?: string): Promise<IndividualActor> {
  const person = await registered(name)
  await attachPaper(person, 'idScan')
  await attachPaper(person, 'titleProof')
  await completeData(person, completeInput(at.unitId))
  return person
}

/** The affiliation that is not over. */
export const live = (person: IndividualActor) =>
  db().affiliation.findFirstOrThrow({ where: { accountId: person.accountId, endedAt: null } })

/** Decides about somebody as he stands now. */
export async function decide(
  actor: UnitActor,
  person: IndividualActor,
  event: 'approve' | 'refuse' | 'lock' | 'unlock',
  opinion: string | null = null,
) {
  const { id, version } = await live(person)
  return decideAffiliation(actor, { id, version, event, opinion })
}

/** The templates of the messages somebody got, in their order. */
export const smsTo = async (person: IndividualActor) =>
  (await db().message.findMany({ where: { accountId: person.accountId }, orderBy: { id: 'asc' } })).map(m => m.template)
