import { systemActor } from '@/lib/access/actor'
import { startChange } from '@/lib/application/change.dal'
import { copyOf } from '@/lib/application/fill.dal'
import { claimAccount } from '@/lib/auth/claim.dal'
import { claimSchema } from '@/lib/auth/claim.schema'
import { login } from '@/lib/auth/login.dal'
import { recoverPassword } from '@/lib/auth/recover.dal'
import { viewExpert } from '@/lib/expert/pool.dal'
import { enterIntake } from '@/lib/intake/enter.dal'
import { faultsOf } from '@/lib/intake/finding.rules'
import { keepIntakes } from '@/lib/intake/run.dal'
import { setClock } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { madeUpId, makeIndividual, makePerson } from '@/prisma/seed/factory'
import { useDatabase } from '../support/database'
import { checkedBatch, confirmed, csvList, listed, rowsOf } from '../support/intake'
import { brokenInvariants } from '../support/invariants'
import { attachEvidence } from '../support/people'
import { staffOf } from '../support/staff'
import { codeFor, refusalOf, unitOf, visitor } from '../support/units'

useDatabase()

const job = systemActor('test')
const author = () => staffOf('bureauManager')
let hours = 0
/** A phone gets one code a minute and five an hour. */
const later = () => setClock(new Date(Date.now() + 2 * ++hours * 3_600_000))
afterEach(() => setClock(null))

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

test('an expert of a list has no way in but 首次登录, by document and phone; then he is like any other', async () => {
  const unit = await unitOf('active')
  const [one, other] = [await author(), await author()]
  const row = listed(unit.unitName)
  const id = await checkedBatch(one, csvList([row]))
  await confirmed(other, id)
  await keepIntakes(job)
  const accountId = (await rowsOf(id))[0]!.accountId!
  const phone = row.手机号码!
  const words = { password: 'Gaoshan#2026liu', passwordAgain: 'Gaoshan#2026liu' }
  const claim = async (change: Record<string, string> = {}) => {
    const actor = visitor()
    const input = { docType: 'mainlandId', docNumber: row.证件号码!, phone, agreed: true, ...words, ...change }
    later()
    const smsCode = await codeFor(actor, input.phone, 'claim')
    return claimAccount(actor, claimSchema.parse({ ...input, smsCode }))
  }
  const stranger = await refusalOf(claim({ docNumber: listed(unit.unitName).证件号码! }))
  const otherPhone = await refusalOf(claim({ phone: listed(unit.unitName).手机号码! }))
  expect(stranger.fieldErrors).toEqual(otherPhone.fieldErrors)
  const actor = visitor()
  later()
  const code = await codeFor(actor, phone, 'recover')
  const recovering = recoverPassword(actor, { kind: 'individual', phone, smsCode: code, ...words })
  expect((await refusalOf(recovering)).message).toContain('首次登录')

  await claim()
  expect(await db().account.findUniqueOrThrow({ where: { id: accountId }, include: { consents: true } })).toMatchObject(
    {
      unclaimedSince: null,
      consents: [{}, {}],
    },
  )
  const visit = { userAgent: 'test', sid: null }
  const entered = await login(visitor(), { kind: 'individual', name: phone, password: words.password }, visit)
  expect(entered).toMatchObject({ ok: true, accountId })
  expect((await refusalOf(claim())).fieldErrors?.docNumber?.[0]).toContain('没有找到')
  expect(await brokenInvariants()).toEqual([])
})

test('a worker that dies in the middle leaves whole chunks; two that go on at once let nobody in twice', async () => {
  const unit = await unitOf('active')
  const [one, other] = [await author(), await author()]
  const list = csvList([1, 2, 3, 4, 5].map(n => listed(unit.unitName, n === 4 ? { 姓名: '沈断' } : {})))
  const id = await checkedBatch(one, list)
  await confirmed(other, id)
  await db().$executeRaw`
    CREATE FUNCTION fall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'power cut'; END $$`
  await db().$executeRaw`
    CREATE TRIGGER fall BEFORE INSERT ON expert FOR EACH ROW WHEN (NEW.name = '沈断') EXECUTE FUNCTION fall()`
  await expect(enterIntake(job, id, 2)).rejects.toThrow('power cut')
  await db().$executeRaw`DROP TRIGGER fall ON expert`
  expect((await rowsOf(id)).map(row => row.doneAt !== null)).toEqual([true, true, false, false, false])
  expect(await db().intake.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'entering' })
  expect(await brokenInvariants()).toEqual([])

  await Promise.all([keepIntakes(job), keepIntakes(job), keepIntakes(job)])
  expect(await db().intake.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'done' })
  const accounts = (await rowsOf(id)).map(row => row.accountId!)
  expect(await db().expert.count({ where: { accountId: { in: accounts } } })).toBe(5)

  const again = await checkedBatch(one, list)
  expect(await db().intake.findUniqueOrThrow({ where: { id: again } })).toMatchObject({ counts: { known: 5, new: 0 } })
  await confirmed(other, again)
  await keepIntakes(job)
  expect(await db().application.count({ where: { accountId: { in: accounts } } })).toBe(5)
  expect(await brokenInvariants()).toEqual([])
})

test('who is known by his number comes in with his own account; what is under way is left alone', async () => {
  const unit = await unitOf('active')
  const [one, other] = [await author(), await author()]
  const words = { name: '沈名册', password: 'Gaoshan#2026liu' }
  const free = await makeIndividual({ ...words, serial: 771, phone: '19900009000' })
  const busy = await makePerson({ ...words, serial: 772, phone: '19900009001', unitId: unit.unitId })
  await attachEvidence(busy)
  const named = (serial: number, phone?: string) =>
    listed(unit.unitName, { 证件号码: madeUpId(serial), ...(phone && { 手机号码: phone }) })
  const id = await checkedBatch(
    one,
    csvList([
      named(771, '19900009000'),
      named(772),
      listed(unit.unitName, { 手机号码: '19900009001' }),
      { ...named(773), 姓名: '沈' },
    ]),
  )
  expect((await rowsOf(id)).map(row => [row.state, row.finding])).toEqual([
    ['merge', null],
    ['faulty', 'begun'],
    ['faulty', 'phoneTaken'],
    ['faulty', null],
  ])
  await confirmed(other, id)
  await keepIntakes(job)
  expect(
    await db().expert.findUnique({ where: { accountId: free.accountId }, include: { account: true } }),
  ).toMatchObject({
    source: 'legacy',
    account: { unclaimedSince: null, name: '沈名册' },
  })
  expect(await db().expert.count({ where: { accountId: busy.accountId } })).toBe(0)
})
