import type { Actor, StaffActor, UnitActor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { decideApplication } from '@/lib/application/review.dal'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { applicantAtBureau, versionOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { makeReviewer, outcomes, refusalOf, times, unitOf, visitor } from '../support/units'

useDatabase()

let unit: UnitActor
let reviewer: StaffActor
let second: StaffActor

beforeAll(async () => {
  unit = await unitOf('active')
  reviewer = await makeReviewer('沈鉴')
  second = await makeReviewer('方衡')
})

/** The actor with a key and a hash, as an action hands him on. */
const withKey = <A extends Actor>(actor: A, key: string = newId(), hash = 'h'): A => ({
  ...actor,
  request: { ...actor.request, id: newId(), key, hash },
})

/** A write with an effect that can be counted. */
const write = (actor: Actor, action: string, reply: unknown = { done: action }) =>
  writeTx(actor, async tx => {
    await audit(tx, actor, { action, result: 'done' })
    return reply
  })
const effects = (action: string) => db().auditEvent.count({ where: { action } })

test('the same key ×20 at once: one effect, the same reply for all (CO1)', async () => {
  const person = await applicantAtBureau(unit)
  const actor = withKey(reviewer)
  const input = { id: person.applicationId, version: await versionOf(person), event: 'approve' as const }
  const { done, failed } = await outcomes(times(20, () => decideApplication(actor, input)))
  expect(failed).toEqual([])
  expect(done).toEqual(times(20, () => ({ status: 'admitted', label: '审核通过' })))
  expect(await db().statusHistory.count({ where: { subjectId: person.applicationId, event: 'approve' } })).toBe(1)
  expect(await db().message.count({ where: { accountId: person.accountId } })).toBe(1)
  expect(await brokenInvariants()).toEqual([])
})

test('a repetition long after gets the first reply, with a request id of its own', async () => {
  const actor = withKey(reviewer)
  expect(await write(actor, 'long.after', { number: 1 })).toEqual({ number: 1 })
  const again = { ...actor, request: { ...actor.request, id: newId() } }
  expect(await write(again, 'long.after', { number: 2 })).toEqual({ number: 1 })
  expect(await effects('long.after')).toBe(1)
})

test.each([null, 0, '', false, [], { nested: [1, null, { 文: '字' }] }])(
  'the reply %j comes back as it was',
  async reply => {
    const actor = withKey(reviewer)
    expect(await write(actor, 'any.reply', reply)).toEqual(reply)
    expect(await write(actor, 'any.reply', 'other')).toEqual(reply)
  },
)

test('the same key with another body is refused, and nothing is done', async () => {
  const key = newId()
  await write(withKey(reviewer, key, 'one'), 'body.one')
  expect(await refusalOf(write(withKey(reviewer, key, 'two'), 'body.two'))).toMatchObject({ code: 'keyReused' })
  expect([await effects('body.one'), await effects('body.two')]).toEqual([1, 0])
})

test('two bodies with one key at once: one is done, the other refused', async () => {
  const key = newId()
  const { done, failed } = await outcomes([
    write(withKey(reviewer, key, 'a'), 'race.a', 'a'),
    write(withKey(reviewer, key, 'b'), 'race.b', 'b'),
  ])
  expect(done).toHaveLength(1)
  expect(failed).toEqual([expect.objectContaining({ code: 'keyReused' })])
  expect((await effects('race.a')) + (await effects('race.b'))).toBe(1)
})

test('a first try that failed leaves the key free', async () => {
  const actor = withKey(reviewer)
  const failing = writeTx(actor, async tx => {
    await audit(tx, actor, { action: 'first.failed', result: 'done' })
    throw new Error('power cut')
  })
  await expect(failing).rejects.toThrow('power cut')
  expect(await effects('first.failed')).toBe(0)
  expect(await write(actor, 'second.try', 'done')).toBe('done')
  expect(await brokenInvariants()).toEqual([])
})

test('when the first of several at once fails, one of the others is done', async () => {
  const actor = withKey(reviewer)
  let runs = 0
  const { done, failed } = await outcomes(
    times(6, () =>
      writeTx(actor, async tx => {
        runs += 1
        if (runs === 1) {
          await new Promise(go => setTimeout(go, 100))
          throw new Error('the first')
        }
        await audit(tx, actor, { action: 'after.first', result: 'done' })
        return 'done'
      }),
    ),
  )
  expect(failed).toEqual([new Error('the first')])
  expect(done).toEqual(times(5, () => 'done'))
  expect([runs, await effects('after.first')]).toEqual([2, 1])
})

test('a key belongs to one person: others with the same key are not answered with his reply', async () => {
  const key = newId()
  expect(await write(withKey(reviewer, key), 'own.key', 'mine')).toBe('mine')
  expect(await write(withKey(second, key), 'own.key', 'hers')).toBe('hers')
  expect(await write(withKey(visitor(), key), 'own.key', 'a visitor’s')).toBe('a visitor’s')
  expect(await effects('own.key')).toBe(3)
})

test('without a key each call is a call', async () => {
  await write(reviewer, 'no.key')
  await write(reviewer, 'no.key')
  expect(await effects('no.key')).toBe(2)
})
