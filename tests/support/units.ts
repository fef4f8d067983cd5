import { randomBytes } from 'node:crypto'
import type { AnonymousActor, StaffActor, UnitActor } from '@/lib/access/actor'
import { requestCode } from '@/lib/auth/sms-code.dal'
import type { RequestCode } from '@/lib/auth/sms-code.schema'
import { listInbox } from '@/lib/message/message.dal'
import { db } from '@/lib/platform/db'
import { Refusal } from '@/lib/platform/errors'
import { maskPhone } from '@/lib/platform/fields/masks'
import { registerUnit } from '@/lib/unit/register.dal'
import { type RegisterUnit, registerUnitSchema } from '@/lib/unit/unit.schema'
import { makeStaff, makeUnit } from '@/prisma/seed/factory'
import { fixtureCreditCode, fixturePhone } from './fixtures-ids'

const password = 'Gaoshan#2026liu'
let serial = 100

/** A number nobody else in this test file has. */
export const nextSerial = (): number => serial++

/** Somebody who is not logged in, in a browser of his own. */
export const visitor = (): AnonymousActor => ({
  kind: 'anonymous',
  browser: randomBytes(16).toString('base64url'),
  request: { id: `t-${nextSerial()}`, address: '127.0.0.1' },
})

/** A registration as the form sends it; what is not said is made up and unlike any other. */
export function unitInput(change: Partial<RegisterUnit> = {}): RegisterUnit {
  const n = nextSerial()
  return registerUnitSchema.parse({
    nature: 'institute',
    name: `示范材料研究院第${n}分院`,
    legalPerson: '法正',
    regionCode: '420106',
    creditCode: fixtureCreditCode(n),
    contactName: '管韵',
    phone: fixturePhone(n),
    smsCode: '000000',
    password,
    passwordAgain: password,
    agreed: true,
    ...change,
  })
}

/** Asks for a code and reads it out of the message, as the person with the phone would. */
export async function codeFor(
  actor: AnonymousActor,
  phone: string,
  purpose: RequestCode['purpose'] = 'registerUnit',
): Promise<string> {
  await requestCode(actor, { phone, purpose, captcha: undefined })
  const message = (await listInbox(actor, 200)).find(one => one.to === maskPhone(phone))
  return /验证码 (\d{6})/.exec(message?.text ?? '')![1]!
}

/** Registers with a proved phone, and answers the stored unit. */
export async function registered(change: Partial<RegisterUnit> = {}) {
  const actor = visitor()
  const input = unitInput(change)
  await registerUnit(actor, { ...input, smsCode: await codeFor(actor, input.phone) })
  const { creditCode } = input
  const unit = await db().unit.findFirstOrThrow({ where: { creditCode, status: { not: 'refused' } } })
  return { ...unit, creditCode }
}

export const makeReviewer = (name: string): Promise<StaffActor> =>
  makeStaff({ name, login: `reviewer${nextSerial()}`, password, roles: ['bureauReviewer'], office: '示范市科技局' })

/** A unit that is made at once, and the administrator who acts for it. */
export function unitOf(status: 'submitted' | 'active', name?: string): Promise<UnitActor> {
  const n = nextSerial()
  return makeUnit({
    name: name ?? `示范农业科学院第${n}研究所`,
    serial: n,
    status,
    admin: { name: '候音', phone: fixturePhone(n), password },
  })
}

/** What a promise was refused with; fails for everything that is no refusal. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const reason = await work.then(
    () => new Error('was not refused'),
    (error: unknown) => error,
  )
  if (reason instanceof Refusal) return reason
  throw reason
}

/** How many of them went well, and what the others failed with. */
export async function outcomes<T>(work: Promise<T>[]): Promise<{ done: T[]; failed: unknown[] }> {
  const settled = await Promise.allSettled(work)
  return {
    done: settled.flatMap(one => (one.status === 'fulfilled' ? [one.value] : [])),
    failed: settled.flatMap(one => (one.status === 'rejected' ? [one.reason] : [])),
  }
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))
