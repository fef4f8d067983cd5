import type { IndividualActor, StaffActor, UnitActor } from '@/lib/access/actor'
import { type DecideInput, decideApplication } from '@/lib/application/review.dal'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { apply } from '@/prisma/seed/demo'
import { makePerson } from '@/prisma/seed/factory'
import { fixturePhone } from './fixtures-ids'
import { nextSerial } from './units'

export type Applicant = IndividualActor & { applicationId: string }
export type Profile = { name?: string; title?: string; disciplines?: string[]; phone?: string }

/** Somebody of a unit who has registered and not begun to fill in anything. */
export function registeredPerson(unit: UnitActor, given: Profile = {}): Promise<Applicant> {
  const n = nextSerial()
  const { name = `言第${n}`, phone = fixturePhone(n) } = given
  return makePerson({ name, serial: n, phone, password: 'Gaoshan#2026liu', unitId: unit.unitId })
}

/** Somebody of a unit whose application lies with the unit, by the same functions people use. */
export async function applicantAtUnit(unit: UnitActor, given: Profile = {}): Promise<Applicant> {
  const person = await registeredPerson(unit, given)
  const { title = '231', disciplines = ['32027', '32024'] } = given
  await apply(person, { unitName: unit.unitName, title, disciplines, research: '肿瘤外科临床研究。' })
  return person
}

/** Somebody whose application was recommended and lies with the bureau. */
export async function applicantAtBureau(unit: UnitActor, given: Profile = {}): Promise<Applicant> {
  const person = await applicantAtUnit(unit, given)
  await decide(unit, person, 'recommend')
  return person
}

/** Somebody in the pool. */
export async function expertOf(unit: UnitActor, reviewer: StaffActor, given: Profile = {}): Promise<Applicant> {
  const person = await applicantAtBureau(unit, given)
  await decide(reviewer, person, 'approve')
  return person
}

/** The application as it is stored now. */
export const stored = (person: Applicant) => db().application.findUniqueOrThrow({ where: { id: person.applicationId } })

export const versionOf = async (person: Applicant): Promise<number> => (await stored(person)).version

export const messagesOf = (person: Applicant) => db().message.findMany({ where: { accountId: person.accountId } })

/** What the first message to somebody says. */
export async function textFor(person: Applicant): Promise<string> {
  const message = await db().message.findFirstOrThrow({
    where: { accountId: person.accountId },
    orderBy: { id: 'asc' },
  })
  return decryptField(message.bodyCipher, { table: 'message', id: message.id, column: 'body' })
}

/** Decides about somebody's application as it stands now, as a person does who has just opened it. */
export async function decide(
  actor: StaffActor | UnitActor,
  person: Applicant,
  event: DecideInput['event'],
  opinion: string | null = null,
) {
  return decideApplication(actor, { id: person.applicationId, version: await versionOf(person), event, opinion })
}
