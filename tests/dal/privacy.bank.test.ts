import type { IndividualActor } from '@/lib/access/actor'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { bankForForm, saveBank, viewOwnBank, withdrawBank } from '@/lib/privacy/bank.dal'
import { saveBankSchema } from '@/lib/privacy/bank.schema'
import { ownConsents } from '@/lib/privacy/consent.dal'
import { useDatabase } from '../support/database'
import { brokenInvariants } from '../support/invariants'
import { newPerson } from '../support/people'
import { enforce } from '../support/policy'
import { makeReviewer, outcomes, refusalOf, unitOf } from '../support/units'

useDatabase()
beforeAll(() => enforce('xizang'))

const number = '0000 9900 0000 0000 017'
const input = (seen: string, change: Record<string, unknown> = {}) =>
  saveBankSchema.parse({
    bankCode: '000000000017',
    bankName: '示范银行股份有限公司高原支行',
    account: number,
    consentVersion: '2026-11',
    seen,
    agreed: true,
    ...change,
  })
const rowOf = (person: IndividualActor) => db().personBank.findUnique({ where: { accountId: person.accountId } })
const consentsOf = (person: IndividualActor) =>
  db().consent.findMany({
    where: { accountId: person.accountId, text: '银行账户信息单独同意书' },
    orderBy: { id: 'asc' },
  })
const actionsOf = async (person: IndividualActor) =>
  (
    await db().auditEvent.findMany({
      where: { actorId: person.accountId, action: { startsWith: 'person.bank' } },
      orderBy: { id: 'asc' },
    })
  ).map(event => [event.action, event.result])

test('kept encrypted with its consent, shown by its end only, printed in full for its owner alone (PR5, PR6)', async () => {
  const person = await newPerson()
  expect(await viewOwnBank(person)).toMatchObject({ asked: true, seen: '', stored: null, consent: null })
  expect(await bankForForm(person, db(), person.accountId)).toBeNull()
  await saveBank(person, input(''))
  const stored = await rowOf(person)
  expect(stored!.accountCipher).not.toContain('0017')
  const view = await viewOwnBank(person)
  expect(view.stored).toMatchObject({ bankCode: '000000000017', accountMask: '**** 0017' })
  expect(view.consent).toMatchObject({ version: '2026-11', outdated: false })
  expect(JSON.stringify(view)).not.toContain(number.replaceAll(' ', ''))
  expect(await bankForForm(person, db(), person.accountId)).toEqual({
    name: '示范银行股份有限公司高原支行',
    account: number.replaceAll(' ', ''),
  })
  const other = await newPerson('另一人')
  for (const actor of [other, await unitOf('active'), await makeReviewer('沈鉴')])
    expect((await refusalOf(bankForForm(actor, db(), person.accountId))).code).toBe('notFound')
  expect(await actionsOf(person)).toEqual([
    ['person.bankSave', 'done'],
    ['person.bankForm', 'done'],
  ])
  expect(await brokenInvariants()).toEqual([])
})

test('nothing is kept without the tick, nor with the tick under another text', async () => {
  const person = await newPerson()
  const unticked = saveBankSchema.safeParse({ ...input(''), agreed: false })
  expect(unticked.error?.issues.map(issue => issue.message)).toEqual([
    '没有勾选同意，账户信息不会保存。不提供也不影响申请入库，以后需要时再填',
  ])
  const outdated = await refusalOf(saveBank(person, input('', { consentVersion: '2026-10' })))
  expect(outdated.fieldErrors?.agreed?.[0]).toContain('刚刚更新')
  expect([await rowOf(person), await consentsOf(person)]).toEqual([null, []])
})

test('撤回: the number is gone at once, the consent stays with both times, and nobody else loses anything', async () => {
  const [person, other] = [await newPerson(), await newPerson('另一人')]
  await saveBank(person, input(''))
  await saveBank(other, input(''))
  await withdrawBank(person)
  expect(await rowOf(person)).toBeNull()
  expect((await consentsOf(person)).map(one => one.withdrawnAt !== null)).toEqual([true])
  expect((await ownConsents(person))[0]).toMatchObject({ kind: 'own', withdrawnAt: expect.any(Date) })
  expect(await bankForForm(person, db(), person.accountId)).toBeNull()
  expect((await refusalOf(withdrawBank(person))).message).toContain('已经撤回')
  expect(await actionsOf(person)).toEqual([
    ['person.bankSave', 'done'],
    ['person.bankWithdraw', 'done'],
  ])
  expect((await viewOwnBank(other)).stored).not.toBeNull()
  // agreed anew: a consent of its own
  await saveBank(person, input(''))
  expect((await consentsOf(person)).map(one => one.withdrawnAt !== null)).toEqual([true, false])
})

test('two windows: one account is kept, the other window is told; nothing typed before a withdrawal comes back after it', async () => {
  const person = await newPerson()
  const accounts = ['99000000000000000001', '99000000000000000002', '99000000000000000003']
  const first = await outcomes(accounts.map(account => saveBank(person, input('', { account }))))
  expect(first.done).toHaveLength(1)
  expect(first.failed).toEqual([
    expect.objectContaining({ code: 'conflict' }),
    expect.objectContaining({ code: 'conflict' }),
  ])
  expect(await consentsOf(person)).toHaveLength(1)

  const { seen } = await viewOwnBank(person)
  const race = await outcomes<unknown>([saveBank(person, input(seen)), withdrawBank(person)])
  // whichever was first, the withdrawal holds in the end or nothing was saved over it
  expect(race.failed.every(error => (error as { code: string }).code === 'conflict')).toBe(true)
  expect(await rowOf(person)).toBeNull()

  const again = await saveBank(person, input(''))
  expect((await refusalOf(saveBank(person, input(seen)))).code).toBe('conflict')
  expect((await viewOwnBank(person)).seen).toBe(again.seen)
  expect(await brokenInvariants()).toEqual([])
})

test('a new version of the text: kept under the old one until it is agreed to anew', async () => {
  const person = await newPerson()
  const { seen } = await saveBank(person, input(''))
  const policy = await enforce('xizang')
  const bank = { ...policy.agreements.bank, version: '2027-01' }
  await enforce('xizang', { agreements: { ...policy.agreements, bank } })
  expect((await viewOwnBank(person)).consent).toMatchObject({ version: '2026-11', outdated: true })
  expect(await bankForForm(person, db(), person.accountId)).not.toBeNull()
  await saveBank(person, input(seen, { consentVersion: '2027-01' }))
  expect((await viewOwnBank(person)).consent).toMatchObject({ version: '2027-01', outdated: false })
  await withdrawBank(person)
  expect((await consentsOf(person)).every(one => one.withdrawnAt !== null)).toBe(true)
  await enforce('xizang')
})

test('where the policy asks for none, none is taken or printed; what was kept can still be withdrawn', async () => {
  const person = await newPerson()
  await saveBank(person, input(''))
  await enforce('wuhan')
  const view = await viewOwnBank(person)
  expect(view).toMatchObject({ asked: false, stored: { accountMask: '**** 0017' } })
  expect((await refusalOf(saveBank(person, input(view.seen)))).message).toContain('目前不收集')
  expect(await bankForForm(person, db(), person.accountId)).toBeNull()
  await withdrawBank(person)
  expect(await rowOf(person)).toBeNull()
  await enforce('xizang')
})

test('the database itself refuses an account without a living consent of its owner', async () => {
  const [person, other] = [await newPerson(), await newPerson('另一人')]
  await saveBank(person, input(''))
  const { consentId, ...row } = (await rowOf(person))!
  const strangers = { ...row, accountId: other.accountId, consentId }
  await expect(db().personBank.create({ data: strangers })).rejects.toThrow()
  const withdrawn = await db().consent.create({
    data: {
      id: newId(),
      accountId: other.accountId,
      text: 'x',
      version: '1',
      agreedAt: new Date(0),
      withdrawnAt: new Date(),
    },
  })
  await expect(db().personBank.create({ data: { ...strangers, consentId: withdrawn.id } })).rejects.toThrow()
  await expect(db().consent.update({ where: { id: consentId }, data: { withdrawnAt: new Date() } })).rejects.toThrow()
})
