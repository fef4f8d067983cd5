import type { StaffActor } from '@/lib/access/actor'
import { stepUpSet } from '@/lib/auth/step-up'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { decideUnits, previewUnits } from '@/lib/unit/bulk.dal'
import { decideUnit } from '@/lib/unit/review.dal'
import { decideUnitsSchema } from '@/lib/unit/unit.schema'
import { useDatabase } from '../support/database'
import { enforce } from '../support/policy'
import { makeReviewer, refusalOf, unitOf } from '../support/units'

useDatabase()

let reviewer: StaffActor
let colleague: StaffActor
beforeAll(async () => {
  await enforce('xizang')
  reviewer = await makeReviewer('沈批')
  colleague = await makeReviewer('陆量')
})

const stored = (id: string) => db().unit.findUniqueOrThrow({ where: { id } })
const itemOf = async <E extends string>(id: string, event: E) => ({ id, version: (await stored(id)).version, event })
const prove = (actor: StaffActor, action: string, all: string[]) =>
  db().stepUpProof.create({
    data: {
      ...{ id: newId(), action, objectId: stepUpSet(all), accountId: actor.accountId, session: '' },
      provedAt: new Date(),
    },
  })
const messagesOf = (id: string, version: number) =>
  db().message.count({ where: { dedupeKey: `unit:${id}:${version}` } })

async function three() {
  const units = [await unitOf('submitted'), await unitOf('submitted'), await unitOf('submitted')]
  return units.map(unit => unit.unitId)
}

test('批量通过: each a decision, a message and a history row of its own; who was late is told of that one alone', async () => {
  const all = await three()
  const items = await Promise.all(all.map(id => itemOf(id, 'approveFirst' as const)))
  await decideUnit(colleague, { ...items[1]!, event: 'refuse', opinion: '证书看不清。' })
  expect(await previewUnits(reviewer, { items })).toEqual([
    { id: all[0], whyNot: null },
    { id: all[1], whyNot: expect.stringContaining('现在是「') },
    { id: all[2], whyNot: null },
  ])
  expect(await refusalOf(decideUnits(reviewer, { items, all }))).toMatchObject({ code: 'stepUp' })
  await prove(reviewer, 'unit.approveMany', all)
  expect(await decideUnits(reviewer, { items, all })).toEqual([
    { id: all[0], done: true, why: null },
    { id: all[1], done: false, why: expect.stringContaining('陆量已于') },
    { id: all[2], done: true, why: null },
  ])
  for (const id of [all[0]!, all[2]!]) {
    const unit = await stored(id)
    expect(unit.status).toBe('incomplete')
    expect(await messagesOf(id, unit.version)).toBe(1)
    expect(await db().statusHistory.count({ where: { subjectId: id, event: 'approveFirst' } })).toBe(1)
  }
})

test('批量退回 with one reason: a proof for passing is none for it, and what was seen in another version stays', async () => {
  const all = await three()
  const items = await Promise.all(all.map(id => itemOf(id, 'refuse' as const)))
  const stale = [{ ...items[0]!, version: items[0]!.version + 1 }, items[1]!, items[2]!]
  expect((await previewUnits(reviewer, { items: stale }))[0]).toMatchObject({
    whyNot: expect.stringContaining('刚刚被修改过'),
  })
  const input = { items: stale, all, opinion: '请上传清晰的证书。' }
  await prove(reviewer, 'unit.approveMany', all)
  expect(await refusalOf(decideUnits(reviewer, input))).toMatchObject({ code: 'stepUp' })
  await prove(reviewer, 'unit.refuseMany', all)
  expect(await decideUnits(reviewer, input)).toMatchObject([{ done: false }, { done: true }, { done: true }])
  expect((await Promise.all(all.map(stored))).map(unit => unit.status)).toEqual(['submitted', 'refused', 'refused'])
  const smuggled = { items: [await itemOf((await three())[0]!, 'refuse' as const)], all, opinion: '理由。' }
  expect(await refusalOf(decideUnits(reviewer, smuggled))).toMatchObject({ code: 'invalid' })
})

test('one way at a time, no more than a page, and no return without a word', () => {
  const item = (event: string) => ({ id: newId(), version: 0, event })
  const parse = (items: unknown[], opinion = '') =>
    decideUnitsSchema.safeParse({ items, all: [newId()], opinion }).error?.issues.map(issue => issue.path[0])
  expect(parse([item('approve'), item('approveFirst')])).toBeUndefined()
  expect(parse([item('approve'), item('refuse')], '理由。')).toEqual(['items'])
  expect(parse([item('refuse')], '  ')).toEqual(['opinion'])
  expect(parse(Array.from({ length: 101 }, () => item('approve')))).toEqual(['items'])
  expect(parse([item('disable')])).toEqual(['items'])
})
