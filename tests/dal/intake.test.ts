import { systemActor } from '@/lib/access/actor'
import { startChange } from '@/lib/application/change.dal'
import { copyOf } from '@/lib/application/fill.dal'
import { viewExpert } from '@/lib/expert/pool.dal'
import { faultsOf } from '@/lib/intake/finding.rules'
import { keepIntakes } from '@/lib/intake/run.dal'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { checkedBatch, confirmed, csvList, listed, rowsOf } from '../support/intake'
import { brokenInvariants } from '../support/invariants'
import { staffOf } from '../support/staff'
import { refusalOf, unitOf } from '../support/units'

useDatabase()

const job = systemActor('test')
const author = () => staffOf('bureauManager')

test('a list is looked through, and nothing is in the pool by it', async () => {
  const unit = await unitOf('active')
  const someone = listed(unit.unitName)
  const id = await checkedBatch(
    await author(),
    csvList([
      someone,
      listed(unit.unitName, { 证件号码: someone.证件号码! }),
      listed(unit.unitName, { 手机号码: someone.手机号码! }),
      listed('没有登记过的研究院'),
      listed(unit.unitName, { 学科专业1: '并无此学', 手机号码: '1990000' }),
    ]),
  )
  const rows = await rowsOf(id)
  expect(rows.map(row => [row.number, row.state, faultsOf(row).map(fault => fault.column)])).toEqual([
    [2, 'new', []],
    [3, 'faulty', ['证件号码']],
    [4, 'faulty', ['手机号码']],
    [5, 'unit', ['工作单位']],
    [6, 'faulty', ['学科专业1', '手机号码']],
  ])
  expect(await db().intake.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'checked',
    counts: { new: 1, merge: 0, known: 0, unit: 1, faulty: 3 },
  })
  expect(await db().expert.count({ where: { source: 'legacy' } })).toBe(0)
  expect(rows[4]).toMatchObject({ docCipher: null, phoneCipher: null })
  expect(await brokenInvariants()).toEqual([])
})

test('whoever brought a list does not let it in; another does, and its people are experts like any other', async () => {
  const unit = await unitOf('active')
  const [one, other] = [await author(), await author()]
  const row = listed(unit.unitName)
  const id = await checkedBatch(one, csvList([row, listed(unit.unitName)]))
  expect((await refusalOf(confirmed(one, id))).message).toContain('另一位业务管理员')
  await confirmed(other, id)
  await keepIntakes(job)
  await keepIntakes(job)

  const [first] = await rowsOf(id)
  const expert = await viewExpert(other, first!.accountId!)
  expect(expert).toMatchObject({ name: '沈名册', unitName: unit.unitName, course: 'entry', titleLevel: '正高级' })
  const stored = await db().expert.findUniqueOrThrow({
    where: { accountId: first!.accountId! },
    include: { account: true },
  })
  expect(stored).toMatchObject({
    source: 'legacy',
    sourceNote: '原专家库',
    admittedAt: new Date('2019-05-01T00:00:00+08:00'),
    activatedAt: new Date('2026-11-01T00:00:00+08:00'),
  })
  const { id: accountId, phoneCipher } = stored.account
  expect(decryptField(phoneCipher!, { table: 'account', id: accountId, column: 'phone' })).toBe(row.手机号码)
  expect(first).toMatchObject({ name: null, docCipher: null, phoneIndex: null })
  expect(await db().storedFile.count({ where: { intakeId: id, removedAt: null } })).toBe(0)
  expect(await brokenInvariants()).toEqual([])

  const person = { kind: 'individual', accountId, name: '沈名册', request: { id: 't', address: '127.0.0.1' } } as const
  const { applicationId } = await startChange(person)
  const copy = await copyOf(person, await db().application.findUniqueOrThrow({ where: { id: applicationId } }))
  expect(copy.sections.basic?.data).toMatchObject({ disciplines: ['520'] })
})
