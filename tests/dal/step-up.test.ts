import type { SignedInActor } from '@/lib/access/actor'
import { login } from '@/lib/auth/login.dal'
import { renewRecoveryCodes, switchOffFactor, switchOnFactor, viewOwnFactor } from '@/lib/auth/own-factor.dal'
import { createSession, readSession } from '@/lib/auth/session'
import { requireStepUp, stepUpSet } from '@/lib/auth/step-up'
import { proveStepUp, viewStepUp } from '@/lib/auth/step-up.dal'
import { newOffer } from '@/lib/auth/totp-offer'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { goodPassword, makeFactor, makeIndividual, makeStaff, visitor } from '../support/accounts'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'

useDatabase()
afterEach(() => setClock(null))

const request = { id: newId(), address: '192.0.2.10' }
const later = (seconds: number) => setClock(new Date(Date.now() + seconds * 1000))

/** Somebody with a session, as a request of his would make him. */
async function signedIn(accountId: string): Promise<{ actor: SignedInActor; sid: string }> {
  const sid = await createSession(db(), { accountId, address: '192.0.2.10', userAgent: '' })
  return { actor: await actorIn(sid), sid }
}
const actorIn = async (sid: string): Promise<SignedInActor> => (await readSession(sid, request))!.actor

const deed = { action: 'staff.grant', objectId: 'a-1' }
const refusedFor = (objectId: string) => ({ code: 'stepUp', deed: { action: 'staff.grant', objectId } })

let names = 0
async function staffWithFactor() {
  const { id } = await makeStaff(`jiaose${++names}`, ['securityAdmin'])
  const factor = await makeFactor(id)
  return { id, ...factor, ...(await signedIn(id)) }
}

test('AU14 a proof is good once, for its deed and object, in the session that proved it', async () => {
  const { id, actor, code } = await staffWithFactor()
  await expect(requireStepUp(actor, deed)).rejects.toMatchObject(refusedFor('a-1'))
  const { sid } = await proveStepUp(actor, { ...deed, method: 'totp', code: code() })
  const proved = await actorIn(sid)
  await expect(requireStepUp(proved, { ...deed, objectId: 'a-2' })).rejects.toMatchObject(refusedFor('a-2'))
  await expect(requireStepUp(proved, { ...deed, action: 'unit.reveal' })).rejects.toMatchObject({ code: 'stepUp' })
  const elsewhere = await signedIn(id)
  await expect(requireStepUp(elsewhere.actor, deed)).rejects.toMatchObject({ code: 'stepUp' })
  const tries = await Promise.allSettled(Array.from({ length: 5 }, () => requireStepUp(proved, deed)))
  expect(tries.filter(one => one.status === 'fulfilled')).toHaveLength(1)
})

test('AU14 five minutes; a deed that fails leaves the proof good', async () => {
  const { actor, code } = await staffWithFactor()
  const { sid } = await proveStepUp(actor, { ...deed, method: 'totp', code: code() })
  const proved = await actorIn(sid)
  const failing = db().$transaction(async tx => {
    await requireStepUp(proved, deed, tx)
    throw new Error('the deed failed')
  })
  await expect(failing).rejects.toThrow('the deed failed')
  later(4 * 60)
  await requireStepUp(proved, deed)
  setClock(null)
  const next = await proveStepUp(proved, { ...deed, method: 'totp', code: code(1) })
  later(5 * 60 + 1)
  await expect(requireStepUp(await actorIn(next.sid), deed)).rejects.toMatchObject({ code: 'stepUp' })
})

test('a set of objects is proved as that set, in any order', () => {
  expect(stepUpSet(['b', 'a'])).toBe(stepUpSet(['a', 'b', 'a']))
  expect(stepUpSet(['a'])).toBe('a')
  expect(stepUpSet(['a', 'b'])).not.toBe(stepUpSet(['a', 'b', 'c']))
})

test('AU11 the session has a new id afterwards, the old one is dead', async () => {
  const { actor, sid, code } = await staffWithFactor()
  const proved = await proveStepUp(actor, { ...deed, method: 'totp', code: code() })
  expect(await readSession(sid, request)).toBeNull()
  expect(await readSession(proved.sid, request)).not.toBeNull()
})

test('who has a second factor cannot do with the password; who has none gives it, and guesses count', async () => {
  const { actor } = await staffWithFactor()
  await expect(proveStepUp(actor, { ...deed, method: 'password', code: goodPassword })).rejects.toMatchObject({
    code: 'refused',
  })
  const person = await makeIndividual()
  const plain = await signedIn(person.id)
  expect(await viewStepUp(plain.actor)).toEqual({ methods: ['password'], phone: null, demoCode: null })
  const guess = (code: string) => proveStepUp(plain.actor, { ...deed, method: 'password', code })
  const wrong = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => guess(`Wrong-Secret-${n}`)))
  expect(wrong.every(one => one.status === 'rejected')).toBe(true)
  await expect(guess(goodPassword)).rejects.toMatchObject({ fieldErrors: { code: [expect.any(String)] } })
  later(16 * 60)
  const { sid } = await guess(goodPassword)
  await requireStepUp(await actorIn(sid), deed)
})

test('AU13 an individual switches the factor on and off, each time proved; off ends the question at login', async () => {
  const person = await makeIndividual()
  const plain = await signedIn(person.id)
  const offer = await newOffer({ id: person.id, name: 'x' })
  const { code } = await import('otpauth').then(({ Secret, TOTP }) => {
    const totp = new TOTP({ secret: Secret.fromBase32(offer.secret.replaceAll(' ', '')) })
    return { code: (ahead = 0) => totp.generate({ timestamp: Date.now() + ahead * 30_000 }) }
  })
  const input = { offer: offer.token, code: code() }
  await expect(switchOnFactor(plain.actor, input)).rejects.toMatchObject({ code: 'stepUp' })
  const on = { action: 'factor.on', objectId: person.id }
  const first = await proveStepUp(plain.actor, { ...on, method: 'password', code: goodPassword })
  let actor = await actorIn(first.sid)
  const { codes } = await switchOnFactor(actor, input)
  expect(await viewOwnFactor(actor)).toMatchObject({ totp: true, recoveryLeft: 10, obligatory: false })
  const visit = { userAgent: '', sid: null }
  const typed = { kind: 'individual', name: person.phone, password: goodPassword } as const
  expect(await login(visitor(), typed, visit)).toMatchObject({ home: '/login/verify' })

  await expect(renewRecoveryCodes(actor)).rejects.toMatchObject({ code: 'stepUp' })
  const off = { action: 'factor.off', objectId: person.id }
  await expect(switchOffFactor(actor)).rejects.toMatchObject({ code: 'stepUp' })
  const second = await proveStepUp(actor, { ...off, method: 'recovery', code: codes[0]!.replace('-', '') })
  actor = await actorIn(second.sid)
  await switchOffFactor(actor)
  expect(await login(visitor(), typed, visit)).toMatchObject({ home: '/expert' })
  expect(await db().recoveryCode.count({ where: { accountId: person.id } })).toBe(0)
})

test('staff cannot switch it off', async () => {
  const { actor } = await staffWithFactor()
  await expect(switchOffFactor(actor)).rejects.toMatchObject({ code: 'refused' })
})

test('whatever happened above, all that must hold over the database holds', async () => {
  expect(await brokenInvariants()).toEqual([])
})
