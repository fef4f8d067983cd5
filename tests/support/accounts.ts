import { Secret, TOTP } from 'otpauth'
import { type AnonymousActor, type SignedInActor, systemActor } from '@/lib/access/actor'
import { storeSecret } from '@/lib/auth/factor'
import { hashPassword } from '@/lib/auth/password'
import { actorOfAccount } from '@/lib/auth/session'
import { newTotpSecret } from '@/lib/auth/totp'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId, newSecret } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { recordBeginning } from '@/lib/workflow/transition.dal'
import type { StaffRole } from '@/prisma/generated/client'
import { fixtureCreditCode, fixturePhone } from './fixtures-ids'

/** A password that every rule lets pass. */
export const goodPassword = 'Kexue-Tiankong-72'

const request = (address = '192.0.2.10') => ({ id: newId(), address })

/** A visitor with a browser of his own. */
export const visitor = (given: { browser?: string; address?: string } = {}): AnonymousActor => ({
  kind: 'anonymous',
  browser: given.browser ?? newSecret().slice(0, 22),
  request: request(given.address),
})

let hashed: Promise<string> | undefined
/** One hash for all who have the usual password: hashing is slow on purpose. */
function hashOf(password: string): Promise<string> {
  if (password !== goodPassword) return hashPassword(password)
  hashed ??= hashPassword(password)
  return hashed
}

type Made = { id: string; phone: string; password: string }

async function createAccount(
  kind: 'individual' | 'unitAdmin',
  given: { phone: string; name?: string; password?: string; isDemo?: boolean },
): Promise<Made> {
  const id = newId()
  const { phone, name = '测试用户', password = goodPassword, isDemo } = given
  await db().account.create({
    data: {
      id,
      kind,
      name,
      isDemo,
      phoneCipher: encryptField(phone, { table: 'account', id, column: 'phone' }),
      phoneIndex: blindIndex('phone', phone),
      passwordHash: await hashOf(password),
    },
  })
  return { id, phone, password }
}

let lastPhone = 0
const nextPhone = () => fixturePhone(5000 + lastPhone++)

/** An individual who can log in. */
export const makeIndividual = (given: { phone?: string; name?: string; password?: string; isDemo?: boolean } = {}) =>
  createAccount('individual', { phone: nextPhone(), ...given })

let lastCode = 5000
/** A unit, active unless said otherwise, without anybody. */
export async function makeUnit(given: { name?: string; status?: 'submitted' | 'active' } = {}) {
  const id = newId()
  const number = lastCode++
  const { status = 'active' } = given
  const creditCode = fixtureCreditCode(number)
  await db().unit.create({
    data: {
      id,
      nature: '企业',
      name: given.name ?? `测试单位${number}`,
      nameKey: given.name ?? `测试单位${number}`,
      pinyin: 'ceshi',
      initials: 'cs',
      creditCode,
      legalPerson: '测试法人',
      regionCode: '420102',
      contactName: '测试联系人',
      contactPhoneCipher: encryptField(fixturePhone(1), { table: 'unit', id, column: 'contact_phone' }),
      status,
    },
  })
  const { id: policyVersionId } = await currentPolicy()
  const beginning = { type: 'unit', id, status, policyVersionId, event: 'register' } as const
  await db().$transaction(tx => recordBeginning(systemActor('test'), tx, beginning))
  return { id, creditCode }
}

/** An administrator of a unit. */
export async function makeUnitAdmin(unitId: string, given: { phone?: string; name?: string; password?: string } = {}) {
  const made = await createAccount('unitAdmin', { phone: nextPhone(), ...given })
  await db().unitAdministrator.create({ data: { accountId: made.id, unitId } })
  return made
}

/** Somebody of the staff with these roles. */
export async function makeStaff(login: string, roles: StaffRole[], password = goodPassword) {
  const id = newId()
  await db().account.create({
    data: {
      id,
      kind: 'staff',
      login,
      name: '测试职员',
      passwordHash: await hashOf(password),
      staffRoles: { create: roles.map(role => ({ role })) },
    },
  })
  return { id, login, password }
}

/** A second factor for an account. @returns what its authenticator shows, a step later each time it is looked at */
export async function makeFactor(accountId: string): Promise<{ secret: string; code: (offset?: number) => string }> {
  const secret = newTotpSecret()
  await storeSecret(db(), accountId, secret, 0)
  const authenticator = new TOTP({ secret: Secret.fromBase32(secret) })
  return { secret, code: (offset = 0) => authenticator.generate({ timestamp: now().getTime() + offset * 30_000 }) }
}

/** The actor an account makes, as after a login. */
export async function actorOf(account: { id: string }): Promise<SignedInActor> {
  const actor = await actorOfAccount(db(), account.id, request())
  if (!actor) throw new Error('this account makes no actor')
  return actor
}
