import { systemActor } from '@/lib/access/actor'
import { clearIntakes, keepIntakes } from '@/lib/intake/run.dal'
import { countUnclaimed, listUnclaimed, remindUnclaimed } from '@/lib/intake/unclaimed.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { checkedBatch, confirmed, csvList, listed, rowsOf } from '../support/intake'
import { brokenInvariants } from '../support/invariants'
import { staffOf } from '../support/staff'
import { refusalOf, unitOf } from '../support/units'

useDatabase()
afterEach(() => setClock(null))

const job = systemActor('test')
const after = (days: number) => setClock(new Date(Date.now() + days * 86_400_000))

test('a unit sees and reminds its own only, each at most once a week, however many ask at once', async () => {
  const [unit, other] = [await unitOf('active'), await unitOf('active')]
  const manager = await staffOf('bureauManager')
  const id = await checkedBatch(
    await staffOf('bureauManager'),
    csvList([listed(unit.unitName, { 姓名: '沈本院' }), listed(other.unitName), listed(other.unitName)]),
  )
  await confirmed(manager, id)
  await keepIntakes(job)
  expect((await listUnclaimed(unit, { size: 10 })).rows.map(row => row.name)).toEqual(['沈本院'])
  expect(await countUnclaimed(manager)).toEqual({ all: 3, due: 3 })
  expect(await remindUnclaimed(unit)).toEqual({ asked: 1 })
  expect((await refusalOf(remindUnclaimed(unit))).message).toContain('只提醒一次')
  await Promise.allSettled([remindUnclaimed(manager), remindUnclaimed(manager)])
  expect(await db().message.count({ where: { template: 'account.claim' } })).toBe(3)
  after(8)
  expect(await remindUnclaimed(manager)).toEqual({ asked: 3 })
  expect(await brokenInvariants()).toEqual([])
})

test('thirty days later nothing personal is left of a list nobody went on with', async () => {
  const unit = await unitOf('active')
  const id = await checkedBatch(await staffOf('bureauManager'), csvList([listed(unit.unitName), listed('没有的单位')]))
  await clearIntakes(job)
  expect((await rowsOf(id))[0]).toMatchObject({ name: '沈名册' })
  after(31)
  await clearIntakes(job)
  for (const row of await rowsOf(id))
    expect(row).toMatchObject({ name: null, docCipher: null, docMask: null, phoneIndex: null, email: null })
  expect(await db().storedFile.count({ where: { intakeId: id, removedAt: null } })).toBe(0)
  const manager = await staffOf('bureauManager')
  expect((await refusalOf(confirmed(manager, id))).message).toContain('已经删除')
  expect(await brokenInvariants()).toEqual([])
})
