import type { StaffActor } from '@/lib/access/actor'
import { submitRequest } from '@/lib/draw/approve.dal'
import { saveRequest } from '@/lib/draw/request.dal'
import { defaultDraw, drawSchema, isUnlockOpen } from '@/lib/policy/draw-policy'
import { presets } from '@/lib/policy/presets/all'
import { useDatabase } from '../support/database'
import { allowDraws, dayIn, draftDraw, officeNamed, requesterOf, requestInput, storedDraw } from '../support/draws'
import { refusalOf } from '../support/units'

useDatabase()

let requester: StaffActor
const atTime = () => ({ unlock: 'time', unlockDay: dayIn(10), unlockTime: '18:00' })
const save = (change: Record<string, unknown>) => saveRequest(requester, requestInput(change))

beforeAll(async () => {
  await allowDraws()
  requester = await requesterOf(await officeNamed())
})

test('a new request has only the ways the policy allows; one that is saved keeps its own, and may be sent', async () => {
  const kept = await draftDraw(requester, atTime())
  const plain = await draftDraw(requester)
  await allowDraws({ unlock: { ways: 'signIn', usual: 'signIn' } })
  expect((await refusalOf(save(atTime()))).fieldErrors).toHaveProperty('unlock')
  expect((await refusalOf(save({ ...atTime(), ...plain }))).fieldErrors).toHaveProperty('unlock')
  const groups = [{ ...requestInput().groups[0]!, id: (await storedDraw(kept.id)).groups[0]!.id }]
  const again = await save({ ...atTime(), ...kept, title: '改名', groups })
  await submitRequest(requester, again)
  expect((await storedDraw(kept.id)).request).toMatchObject({ title: '改名', unlock: 'time', status: 'requested' })
  expect((await storedDraw(plain.id)).request.unlock).toBe('signIn')

  await allowDraws({ unlock: { ways: 'time', usual: 'time' } })
  expect((await refusalOf(save({}))).fieldErrors).toHaveProperty('unlock')
  expect((await draftDraw(requester, atTime())).id).toBeTruthy()
})

test('the usual way is one of those allowed, in every preset', () => {
  for (const { draw } of Object.values(presets)) expect(isUnlockOpen(draw, draw.unlock.usual)).toBe(true)
  const wrong = drawSchema.safeParse({ ...defaultDraw, unlock: { ways: 'signIn', usual: 'time' } })
  expect(wrong.error?.issues[0]?.path).toEqual(['unlock', 'usual'])
  // a policy from before there was a choice goes on as it was
  const { unlock: _, ...before } = defaultDraw
  expect(drawSchema.parse(before).unlock).toEqual({ ways: 'both', usual: 'signIn' })
})
