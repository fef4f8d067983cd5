import type { AnonymousActor, IndividualActor } from '@/lib/access/actor'
import { requestCode } from '@/lib/auth/sms-code.dal'
import { listInbox } from '@/lib/message/message.dal'
import { type CompleteData, completeSchema } from '@/lib/person/data.schema'
import { type RegisterPerson, registerPersonSchema } from '@/lib/person/person.schema'
import { db } from '@/lib/platform/db'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { makePerson } from '@/prisma/seed/factory'
import { fixtureId, fixturePhone } from './fixtures-ids'
import { nextSerial, unitOf } from './units'

export const password = 'Shanshui#88lian'

/** A registration as the form sends it; what is not said is made up and unlike any other. */
export function personInput(unitId: string, change: Record<string, unknown> = {}): RegisterPerson {
  const n = nextSerial()
  return registerPersonSchema.parse({
    docType: 'mainlandId',
    docNumber: fixtureId(n),
    name: '路遥之',
    email: 'luyao@example.com',
    regionCode: '420111',
    phone: fixturePhone(2000 + n),
    smsCode: '000000',
    unitId,
    password,
    passwordAgain: password,
    agreed: true,
    ...change,
  })
}

/** Asks for a code and reads it out of the message, as the person with the phone would. */
export async function registerCodeFor(actor: AnonymousActor, phone: string): Promise<string> {
  await requestCode(actor, { phone, purpose: 'register', captcha: undefined })
  const message = (await listInbox(actor, 300)).find(one => one.to === maskPhone(phone) && one.text.includes('验证码'))
  return /验证码 (\d{6})/.exec(message?.text ?? '')![1]!
}

export type Person = IndividualActor & { applicationId: string }

/** An individual of an active unit with an empty application. */
export async function newPerson(name = '初晓'): Promise<Person> {
  const unit = await unitOf('active')
  const serial = nextSerial()
  return makePerson({ name, serial, phone: fixturePhone(3000 + serial), password, unitId: unit.unitId })
}

/** 完善信息 as the form sends it. */
export const completeInput = (unitId: string, change: Record<string, unknown> = {}): CompleteData =>
  completeSchema.parse({
    unitId,
    divisionName: '生态室',
    regionCode: '540102',
    email: 'gaoyuan@example.com',
    education: '11',
    degree: '2',
    titleCode: '231',
    ...change,
  })

/** One of a person's own papers, attached and clean; its bytes play no part. */
export async function attachPaper(person: IndividualActor, purpose: 'idScan' | 'titleProof'): Promise<void> {
  const at = new Date()
  await db().storedFile.create({
    data: {
      id: newId(),
      purpose,
      ownerId: person.accountId,
      personId: person.accountId,
      name: `${purpose}.pdf`,
      size: 1000,
      type: 'application/pdf',
      sha256: 'a'.repeat(64),
      status: 'clean',
      createdAt: at,
      attachedAt: at,
    },
  })
}

/** A piece of evidence that is attached and clean; its bytes play no part. */
export async function attachEvidence(person: Person): Promise<string> {
  const id = newId()
  const at = new Date()
  await db().storedFile.create({
    data: {
      id,
      purpose: 'evidence',
      ownerId: person.accountId,
      applicationId: person.applicationId,
      section: 'evidence',
      name: '职称证书.pdf',
      size: 1000,
      type: 'application/pdf',
      sha256: 'a'.repeat(64),
      status: 'clean',
      createdAt: at,
      attachedAt: at,
    },
  })
  return id
}

export const statementVersion = async (): Promise<string> => (await currentPolicy()).policy.agreements.statement.version
