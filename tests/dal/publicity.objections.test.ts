import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Actor } from '@/lib/access/actor'
import { viewApplication } from '@/lib/application/review.dal'
import { createPuzzle } from '@/lib/auth/captcha'
import { openFile } from '@/lib/file/file.dal'
import { setClock } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { shaoxing } from '@/lib/policy/presets/shaoxing'
import { clearObjections } from '@/lib/publicity/clear.dal'
import { finishPublicity } from '@/lib/publicity/finish.dal'
import { fileObjection, followObjection } from '@/lib/publicity/objection.dal'
import { countObjections, listObjections, viewObjection } from '@/lib/publicity/objections.dal'
import { type Applicant, messagesOf } from '../support/applications'
import { useDatabase } from '../support/database'
import { fixturePhone } from '../support/fixtures-ids'
import { brokenInvariants } from '../support/invariants'
import {
  byReceipt,
  grounds,
  job,
  judge,
  manager,
  objection,
  proofOf,
  proposed,
  published,
  reviewer,
  statusOf,
  unit,
  usePublicityCast,
} from '../support/publicity'
import { staffOf } from '../support/staff'
import { codeFor, nextSerial, refusalOf, times, visitor } from '../support/units'

useDatabase()
usePublicityCast()

const DAY = 86_400_000
const entryOf = (batch: Awaited<ReturnType<typeof published>>, person: Applicant) =>
  batch.entries.find(one => one.applicationId === person.applicationId)!.id

test('a named objection holds the one expert; dismissed, he goes on, after the last day too; who objected learns the result', async () => {
  const [held, free] = [await proposed(), await proposed()]
  const batch = await published(held, free)
  const { receipt } = await objection(entryOf(batch, held))
  expect([await statusOf(held), await statusOf(free)]).toEqual(['objected', 'published'])
  expect((await messagesOf(held)).map(one => one.template)).toContain('publicity.objected')
  expect((await viewApplication(reviewer, held.applicationId)).history.at(-1)).toMatchObject({
    who: '访客',
    opinion: null,
  })
  setClock(new Date(batch.endsAt!.getTime() + DAY))
  await finishPublicity(job)
  expect([await statusOf(held), await statusOf(free)]).toEqual(['objected', 'admitted'])
  expect(await followObjection(visitor(), { receipt })).toMatchObject({ statusLabel: '核查中', result: null })
  expect(await refusalOf(judge(receipt, 'dismiss', ' '))).toMatchObject({ code: 'invalid' })
  await judge(receipt, 'dismiss', '证书经发证机关核实，属实。')
  expect(await followObjection(visitor(), { receipt })).toMatchObject({
    statusLabel: '异议不成立',
    result: '证书经发证机关核实，属实。',
  })
  expect(await statusOf(held)).toBe('published')
  expect(await finishPublicity(job)).toBe(1)
  expect(await statusOf(held)).toBe('admitted')
  expect(await brokenInvariants()).toEqual([])
})

test('upheld, the application is refused with the words; a second objection holds until it is decided itself', async () => {
  const person = await proposed()
  const batch = await published(person)
  const [first, second] = [
    await objection(entryOf(batch, person)),
    await objection(entryOf(batch, person), '示范检测中心'),
  ]
  await judge(first.receipt, 'dismiss')
  expect(await statusOf(person)).toBe('objected')
  await judge(second.receipt, 'uphold', '职称证书不属实。')
  expect(await statusOf(person)).toBe('refused')
  expect((await messagesOf(person)).map(one => one.template)).toContain('application.refused')
  setClock(new Date(batch.endsAt!.getTime() + DAY))
  expect(await finishPublicity(job)).toBe(0)
  expect(await db().expert.count({ where: { accountId: person.accountId } })).toBe(0)
  expect(await brokenInvariants()).toEqual([])
})

test('an anonymous one is a lead: it holds nothing until somebody takes it up with a reason, and not after the end', async () => {
  const [one, other] = [await proposed(), await proposed()]
  const batch = await published(one, other)
  const lead = (person: Applicant) =>
    fileObjection(visitor(), { kind: 'anonymous', entryId: entryOf(batch, person), grounds })
  const [first, second] = [await lead(one), await lead(other)]
  expect([await statusOf(one), await statusOf(other)]).toEqual(['published', 'published'])
  await judge(first.receipt, 'take', '线索具体，先核查。')
  expect(await statusOf(one)).toBe('objected')
  setClock(new Date(batch.endsAt!.getTime()))
  await finishPublicity(job)
  expect(await statusOf(other)).toBe('admitted')
  expect(await refusalOf(judge(second.receipt, 'take'))).toMatchObject({ code: 'refused' })
  await judge(second.receipt, 'note', '没有具体事实。')
  expect((await followObjection(visitor(), second)).statusLabel).toBe('已记录，未采用')
  expect(await refusalOf(lead(other))).toMatchObject({ code: 'refused' })
})

test('an anonymous one that is sent again after the line broke answers the first receipt, though its puzzle is used', async () => {
  const person = await proposed()
  const entryId = entryOf(await published(person), person)
  const who = visitor()
  const challenge = await createPuzzle(who)
  const solution = await solveChallenge({ challenge, deriveKey })
  const captcha = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
  const command = { kind: 'anonymous' as const, entryId, grounds, captcha }
  const keyed = { ...who, request: { ...who.request, key: crypto.randomUUID(), hash: 'h' } }
  const real = env().CAPTCHA
  Object.assign(env(), { CAPTCHA: 'on' })
  try {
    const [first, ...again] = await Promise.all(times(5, () => fileObjection(keyed, command)))
    expect(again).toEqual(Array(4).fill(first))
    expect(await fileObjection(keyed, command)).toEqual(first)
    expect(await db().objection.findMany({ where: { entryId } })).toMatchObject([
      { receipt: first!.receipt, noticeVersion: shaoxing.agreements.objection.version },
    ])
    const other = { ...who, request: { ...who.request, key: crypto.randomUUID(), hash: 'h' } }
    expect((await refusalOf(fileObjection(other, command))).fieldErrors).toHaveProperty('captcha')
  } finally {
    Object.assign(env(), { CAPTCHA: real })
  }
})

test('by name it takes a proved phone and proof; who objected is encrypted, read by who decides only, and that is audited', async () => {
  const person = await proposed()
  const entryId = entryOf(await published(person), person)
  const who = visitor()
  const phone = fixturePhone(nextSerial())
  const input = { kind: 'person' as const, entryId, grounds, name: '言路', phone, email: null }
  expect(await refusalOf(fileObjection(who, { ...input, smsCode: '000000' }))).toMatchObject({ code: 'invalid' })
  const smsCode = await codeFor(who, phone, 'objection')
  const without = await refusalOf(fileObjection(who, { ...input, smsCode }))
  expect(without.fieldErrors).toEqual({ objectionProof: ['请上传异议证明材料。'] })
  expect(await statusOf(person)).toBe('published')
  const file = await proofOf(who)
  const { receipt } = await fileObjection(who, { ...input, smsCode })
  const row = await byReceipt(receipt)
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`言路|${phone}`))
  expect(await db().storedFile.findUniqueOrThrow({ where: { id: file.id } })).toMatchObject({
    objectionId: row.id,
    browser: null,
  })
  expect((await viewObjection(manager, row.id)).by).toMatchObject({ name: '言路', unitName: null })
  expect(await db().auditEvent.count({ where: { action: 'objection.view', objectId: row.id } })).toBe(1)
  // who approved him reads it and does not decide
  expect((await viewObjection(reviewer, row.id)).events.map(one => one.whyNot)).toEqual(
    Array(2).fill('这份申请由您审核通过，对它的异议请由其他人办理。'),
  )
  for (const actor of [person, unit])
    expect(await refusalOf(viewObjection(actor, row.id))).toMatchObject({ code: 'notFound' })
  expect((await listObjections(manager, { size: 50, sort: 'desc', open: true })).rows.map(one => one.id)).toContain(
    row.id,
  )
  expect(await countObjections(manager, { open: true })).toBeGreaterThan(0)
  expect(await refusalOf(followObjection(visitor(), { receipt: 'AAAA-AAAA-AAAA-AAAA' }))).toMatchObject({
    code: 'invalid',
  })
})

test('the proof is opened by who decides, and not by the expert himself, whatever else he is', async () => {
  const person = await proposed()
  const who = visitor()
  const file = await proofOf(who)
  const waiting = await proofOf(who, 'quarantined')
  const { receipt } = await fileObjection(who, {
    kind: 'anonymous',
    entryId: entryOf(await published(person), person),
    grounds,
  })
  const { id } = await byReceipt(receipt)
  // what the virus scanner has not seen yet goes along
  expect((await viewObjection(manager, id)).files.map(one => [one.id, one.state])).toEqual([
    [file.id, 'ready'],
    [waiting.id, 'waiting'],
  ])
  const read = async (actor: Actor) => {
    const { stream } = await openFile(actor, file.id)
    return Buffer.concat(await stream.toArray()).length
  }
  expect(await read(manager)).toBe(Number(file.size))
  const { phoneIndex, phoneCipher } = await db().account.findUniqueOrThrow({ where: { id: person.accountId } })
  const himself = await staffOf('bureauManager')
  await db().account.update({ where: { id: himself.accountId }, data: { phoneIndex, phoneCipher } })
  expect(await refusalOf(viewObjection(himself, id))).toMatchObject({ code: 'notFound' })
  for (const somebody of [himself, unit, visitor()])
    expect(['notFound', 'signedOut']).toContain((await refusalOf(openFile(somebody, file.id))).code)
  await db().account.update({ where: { id: himself.accountId }, data: { phoneIndex: null, phoneCipher: null } })
})

test('one phone objects to somebody once, and does not hold everybody', async () => {
  const people = await Promise.all(times(6, () => proposed()))
  const batch = await published(...people)
  const phone = fixturePhone(nextSerial())
  const again = async (person: Applicant) => {
    await db().$executeRaw`DELETE FROM sms_code`
    await db().$executeRaw`DELETE FROM rate_limit`
    return objection(entryOf(batch, person), undefined, phone)
  }
  await again(people[0]!)
  expect((await refusalOf(again(people[0]!))).message).toContain('已经对这位专家提出过异议')
  for (const person of people.slice(1, 5)) await again(person)
  expect((await refusalOf(again(people[5]!))).message).toContain('最多对 5 人')
  expect(await statusOf(people[5]!)).toBe('published')
})

test('three years after its 公示 was closed nothing is left of who objected, but that he did, and the result', async () => {
  setClock(new Date('2027-05-10T10:00:00+08:00'))
  const [one, two, three] = [await proposed('壬寅'), await proposed('癸卯'), await proposed('甲子')]
  const batch = await published(one, two, three)
  const named = await objection(entryOf(batch, one), '示范大学')
  const checked = await objection(entryOf(batch, two))
  await judge(named.receipt, 'dismiss')
  setClock(new Date('2027-06-01T10:00:00+08:00'))
  await finishPublicity(job)
  expect((await byReceipt(checked.receipt)).status).toBe('checking')
  // it was closed on that day
  await db().publicityBatch.findFirstOrThrow({ where: { id: batch.id, statusSince: new Date('2027-06-01T02:00:00Z') } })
  const { id } = await byReceipt(named.receipt)
  const messages = () => db().message.count({ where: { dedupeKey: { startsWith: `objection:${id}` } } })
  expect(await messages()).toBe(2)
  setClock(new Date('2030-06-01T23:59:59+08:00'))
  await clearObjections(job)
  expect((await byReceipt(named.receipt)).clearedAt).toBeNull()
  setClock(new Date('2030-06-02T00:00:00+08:00'))
  const runs = await Promise.all([clearObjections(job), clearObjections(job)])
  expect(runs[0]! + runs[1]!).toBe(
    await db().objection.count({ where: { clearedAt: new Date('2030-06-01T16:00:00Z') } }),
  )
  expect(await byReceipt(named.receipt)).toMatchObject({
    ...{ nameCipher: null, phoneCipher: null, phoneIndex: null, emailCipher: null, unitName: null },
    ...{ grounds: '（个人信息和异议内容已按期删除）', status: 'dismissed', result: '已核实。' },
  })
  expect(await messages()).toBe(0)
  expect(await db().storedFile.count({ where: { objectionId: id, removedAt: null } })).toBe(0)
  // still being checked: it waits for its end, and its proof with it
  const open = await byReceipt(checked.receipt)
  expect([open.clearedAt, open.nameCipher === null]).toEqual([null, false])
  expect(await db().storedFile.count({ where: { objectionId: open.id, removedAt: null } })).toBe(1)
  expect((await viewObjection(manager, id)).by).toBeNull()
  expect(await followObjection(visitor(), { receipt: named.receipt })).toMatchObject({ result: '已核实。' })
  await judge(checked.receipt, 'dismiss')
  expect(await clearObjections(job)).toBe(1)
  expect(await brokenInvariants()).toEqual([])
})
