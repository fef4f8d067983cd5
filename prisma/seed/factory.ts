import 'server-only'
import type { IndividualActor, StaffActor, StaffRoleName, UnitActor } from '@/lib/access/actor'
import { systemActor } from '@/lib/access/actor'
import { beginAffiliation } from '@/lib/affiliation/write.dal'
import { createApplication } from '@/lib/application/submit.dal'
import { storeSecret } from '@/lib/auth/factor'
import { hashPassword } from '@/lib/auth/password'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { creditCheckCharacter } from '@/lib/platform/fields/credit-code'
import { birthDateOf, idCheckCharacter, sexOf } from '@/lib/platform/fields/identity'
import { newId } from '@/lib/platform/ids'
import { initialsOf, pinyinOf } from '@/lib/platform/pinyin'
import { nameKey } from '@/lib/platform/text'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { recordBeginning } from '@/lib/workflow/transition.dal'

/** Made-up people and units with valid check digits, for the demo and for tests. Numbers lie in ranges nobody has. */

const request = { id: 'seed', address: 'local' }
let hashes: Map<string, Promise<string>> | undefined

/** Hashing is slow on purpose; the same made-up password is hashed once. */
function hashOnce(password: string): Promise<string> {
  hashes ??= new Map()
  const known = hashes.get(password) ?? hashPassword(password)
  hashes.set(password, known)
  return known
}

/** A resident ID number of an area code that does not exist. */
export function madeUpId(serial: number, birth = '19750312', male = true): string {
  const order = String((serial * 2 + (male ? 1 : 0)) % 1000).padStart(3, '0')
  const first17 = `990${String(Math.floor(serial / 500) % 1000).padStart(3, '0')}${birth}${order}`
  return first17 + idCheckCharacter(first17)
}

/** A phone number of a range that is not given out: 1990000 and four digits. */
export const madeUpPhone = (serial: number): string => `1990000${String(serial).padStart(4, '0')}`

/** A credit code with a valid check character. */
export function madeUpCreditCode(serial: number): string {
  const first17 = `12990000${String(serial).padStart(9, '0')}`
  return first17 + creditCheckCharacter(first17)
}

type AccountData = {
  kind: 'individual' | 'unitAdmin' | 'staff'
  name: string
  password: string
  phone?: string
  login?: string
  isDemo?: boolean
}

async function makeAccount(data: AccountData): Promise<string> {
  const { phone, password, ...rest } = data
  const id = newId()
  await db().account.create({
    data: {
      ...rest,
      id,
      passwordHash: await hashOnce(password),
      phoneCipher: phone && encryptField(phone, { table: 'account', id, column: 'phone' }),
      phoneIndex: phone && blindIndex('phone', phone),
    },
  })
  return id
}

/** A member of staff with roles, and the actor he acts as. */
export async function makeStaff(data: {
  name: string
  login: string
  password: string
  roles: StaffRoleName[]
  office: string
  isDemo?: boolean
  /** sets up the second factor with this secret */
  totpSecret?: string
}): Promise<StaffActor> {
  const { roles, office, totpSecret, ...account } = data
  const accountId = await makeAccount({ ...account, kind: 'staff' })
  if (totpSecret) await storeSecret(db(), accountId, totpSecret, 0)
  await db().staffGrant.createMany({ data: roles.map(role => ({ accountId, role })) })
  return { kind: 'staff', accountId, name: data.name, office, departmentId: null, roles, request }
}

/** A unit with its first administrator, and the actor he acts as. */
export async function makeUnit(data: {
  name: string
  serial: number
  status: 'submitted' | 'active'
  admin: { name: string; phone: string; password: string }
  nature?: string
  regionCode?: string
  isDemo?: boolean
}): Promise<UnitActor> {
  const unitId = newId()
  const at = now()
  await db().unit.create({
    data: {
      id: unitId,
      nature: data.nature ?? 'institute',
      name: data.name,
      nameKey: nameKey(data.name),
      pinyin: pinyinOf(data.name),
      initials: initialsOf(data.name),
      creditCode: madeUpCreditCode(data.serial),
      legalPerson: '法正',
      regionCode: data.regionCode ?? '420106',
      contactName: data.admin.name,
      contactPhoneCipher: encryptField(data.admin.phone, { table: 'unit', id: unitId, column: 'contact_phone' }),
      status: data.status,
      registeredAt: at,
      statusSince: at,
    },
  })
  const accountId = await makeAccount({ ...data.admin, kind: 'unitAdmin', isDemo: data.isDemo })
  await db().unitAdministrator.create({ data: { accountId, unitId } })
  const { id: policyVersionId } = await currentPolicy()
  await db().$transaction(tx =>
    recordBeginning(systemActor('seed'), tx, {
      type: 'unit',
      id: unitId,
      status: data.status,
      policyVersionId,
      event: 'register',
    }),
  )
  const unitActive = data.status === 'active'
  return { kind: 'unitAdmin', accountId, name: data.admin.name, unitId, unitName: data.name, unitActive, request }
}

type PersonData = {
  name: string
  serial: number
  phone: string
  password: string
  birth?: string
  isDemo?: boolean
}

/** An individual who has registered and belongs to no unit yet, and the actor he acts as. */
export async function makeIndividual(data: PersonData): Promise<IndividualActor> {
  const { name, phone, password, isDemo } = data
  const accountId = await makeAccount({ kind: 'individual', name, phone, password, isDemo })
  const docNumber = madeUpId(data.serial, data.birth)
  await db().person.create({
    data: {
      accountId,
      docType: 'mainlandId',
      docCipher: encryptField(docNumber, { table: 'person', id: accountId, column: 'doc' }),
      docIndex: blindIndex('document', docNumber),
      name,
      pinyin: pinyinOf(name, 'person'),
      initials: initialsOf(name, 'person'),
      sex: sexOf(docNumber)!,
      birthDate: new Date(`${birthDateOf(docNumber)}T00:00:00Z`),
      regionCode: '420106',
    },
  })
  const { user, privacy } = (await currentPolicy()).policy.agreements
  const at = now()
  await db().consent.createMany({
    data: [user, privacy].map(({ title, version }) => ({ id: newId(), accountId, text: title, version, agreedAt: at })),
  })
  return { kind: 'individual', accountId, name, request }
}

/** An individual of a unit with an empty application, and the actor he acts as. */
export async function makePerson(
  data: PersonData & { unitId: string },
): Promise<IndividualActor & { applicationId: string }> {
  const actor = await makeIndividual(data)
  const { id: policyVersionId } = await currentPolicy()
  const { accountId } = actor
  const { unitId } = data
  await db().$transaction(tx => beginAffiliation(actor, tx, { accountId, unitId, policyVersionId }, 'register'))
  const applicationId = await db().$transaction(tx =>
    createApplication(actor, tx, { accountId, unitId, policyVersionId, status: 'empty' }),
  )
  return { ...actor, applicationId }
}
