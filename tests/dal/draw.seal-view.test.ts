import { reveal } from '@/lib/draw/contribute.dal'
import { drawsToRun } from '@/lib/draw/desk.dal'
import { runDraw } from '@/lib/draw/run.dal'
import { viewRun } from '@/lib/draw/run-view.dal'
import { checkSealFile } from '@/lib/draw/seal/seal-file'
import { endSealByHand } from '@/lib/draw/seal-deeds.dal'
import { sealFile } from '@/lib/draw/seal-file.dal'
import { openSeal, unlocked } from '@/lib/draw/seal-open.dal'
import { sealsWaiting, viewSeals } from '@/lib/draw/seal-view.dal'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { makeApproved, makeExperts } from '../support/draw-pool'
import { add, makeSealCast, type SealCast, sealNow, sealOfRound, withLotteries } from '../support/draw-sealing'
import { prove, staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

let cast: SealCast
let round: { requestId: string; roundId: string }
const seen = async (who: 'requester' | 'manager' | 'operator' | 'other' | 'supervisor') =>
  (await viewSeals(cast[who], round.requestId))[0]!
const states = async () => (await seen('operator')).steps.map(step => step.state)

beforeAll(async () => {
  await withLotteries('leximin')
  cast = await makeSealCast()
  await makeExperts(9, () => ({ titleCode: 'view' }))
  round = await makeApproved(cast, [{ size: 3, conditions: { titles: ['view'] } }])
})

test('before there is a seal, everybody waits for the system', async () => {
  expect(await seen('operator')).toMatchObject({ seal: null, role: null, mayEnd: false, trouble: null })
  expect((await seen('operator')).next).toContain('系统正在封存')
  expect(await states()).toEqual(['current', 'next', 'next', 'next'])
  const run = await viewRun(cast.operator, round.requestId)
  expect(run.rounds[0]).toMatchObject({ byLottery: true, health: null })
  expect(run.rounds[0]!.whyNotDraw).toContain('还没有封存')
  expect(await drawsToRun(cast.operator)).toBe(0)
})

test('where nobody can add for a side, whoever sees the round reads so, with the next step', async () => {
  expect((await seen('manager')).nobody).toBeNull()
  const { accountId } = cast.supervisor
  await db().account.update({ where: { id: accountId }, data: { disabledAt: new Date() } })
  for (const who of ['manager', 'operator', 'requester'] as const)
    expect((await seen(who)).nobody).toMatch(/没有可以交内容的监督人员.*「监督人员」角色/)
  await db().account.update({ where: { id: accountId }, data: { disabledAt: null } })
})

test('each of the three sees his part wanted, whoever asked no count, and nobody a word before all are bound', async () => {
  await sealNow()
  const seal = (await sealOfRound(round.roundId))!
  expect((await seen('requester')).role).toBe('requester')
  expect((await seen('operator')).role).toBe('bureau')
  expect((await seen('supervisor')).role).toBe('supervisor')
  expect(await seen('manager')).toMatchObject({ role: null, mayEnd: true })
  expect((await seen('requester')).seal).toEqual({
    ...{ id: seal.id, number: seal.number, hash: seal.seal, sealedAt: seal.sealedAt, people: null },
  })
  expect((await seen('supervisor')).seal).toMatchObject({ people: 9 })
  // a manager who asked himself reads no count either, and does not end it
  const asker = { ...cast.manager, accountId: cast.requester.accountId }
  const [seenByAsker] = await viewSeals(asker, round.requestId)
  expect(seenByAsker).toMatchObject({ mayEnd: false, seal: { people: null } })
  expect((await refusalOf(sealFile(asker, seal.id))).message).toContain('名单公开以后')
  expect((await sealsWaiting(cast.supervisor)).requestId).toBe(round.requestId)
  const { nonce } = await add(cast.requester, 'requester', seal.id, { contribution: '我的诗', keeper: 'self' })
  await add(cast.operator, 'bureau', seal.id, { contribution: '七星八宝' })
  for (const who of ['requester', 'manager', 'operator', 'supervisor'] as const) {
    const text = JSON.stringify(await seen(who))
    expect(text).not.toMatch(/我的诗|七星八宝/)
    expect(text).not.toContain(nonce)
  }
  expect((await seen('other')).role).toBeNull()
  expect((await seen('operator')).next).toContain('监督人员')
  expect((await sealsWaiting(cast.operator)).count).toBe(0)
  expect(await drawsToRun(cast.operator)).toBe(0)
  await add(cast.supervisor, 'supervisor', seal.id)
  expect(await states()).toEqual(['done', 'done', 'current', 'next'])
  expect(await seen('requester')).toMatchObject({ shows: true })
  expect((await sealsWaiting(cast.requester)).count).toBe(1)
  expect((await seen('operator')).next).toContain('按留底')
  // the words of the others are shown to everybody; his own are not
  expect(JSON.stringify(await seen('manager'))).toContain('七星八宝')
  expect(JSON.stringify(await seen('manager'))).not.toContain('我的诗')
  await reveal(cast.requester, { sealId: seal.id, nonce, contribution: '我的诗' })
  expect(await states()).toEqual(['done', 'done', 'done', 'current'])
  expect((await viewRun(cast.operator, round.requestId)).rounds[0]!.whyNotDraw).toBeNull()
  expect(await drawsToRun(cast.operator)).toBe(1)
})

test('once all three are shown the outcome is fixed, and nobody ends the seal for another throw', async () => {
  const seal = (await sealOfRound(round.roundId))!
  expect(await seen('manager')).toMatchObject({ mayEnd: false })
  const again = endSealByHand(cast.manager, { sealId: seal.id, opinion: '再来一次。' })
  expect((await refusalOf(again)).message).toContain('结果已经定了')
  expect((await sealOfRound(round.roundId))!.id).toBe(seal.id)
})

test('the file of a seal comes out, for those who see draws whole', async () => {
  const seal = (await sealOfRound(round.roundId))!
  const { name, text } = await sealFile(cast.supervisor, seal.id)
  expect(name).toBe(`抽取封存_${seal.number}.json`)
  expect(checkSealFile(text).checks.every(one => one.passed)).toBe(true)
  expect(checkSealFile(text.replace('"people":9', '"people":8')).checks.map(one => one.passed)).toEqual([true, false])
  for (const actor of [cast.requester, await staffOf('drawNotifier')])
    expect((await refusalOf(sealFile(actor, seal.id))).code).toBe('notFound')
})

test('after the draw: what it was drawn from, and nothing more to do', async () => {
  await prove(cast.operator, 'draw.run', round.roundId)
  const { version } = await db().drawRound.findUniqueOrThrow({ where: { id: round.roundId } })
  await runDraw(cast.operator, { roundId: round.roundId, version })
  expect(await states()).toEqual(['done', 'done', 'done', 'done'])
  expect(await seen('manager')).toMatchObject({ mayEnd: false, next: expect.stringContaining('开始通知') })
  const [attempt] = (await viewRun(cast.supervisor, round.requestId)).rounds[0]!.attempts
  const seal = (await sealOfRound(round.roundId))!
  expect(attempt).toMatchObject({ sealed: { number: seal.number, method: 'leximin', passed: [], open: 0 } })
  expect(attempt!.outcome).toMatchObject([{ size: 3, chances: { lowest: 1 / 3, highest: 1 / 3 } }])
  // three of how many, a manager who asked himself would reckon from the chance
  const asker = { ...cast.manager, accountId: cast.requester.accountId }
  const [own] = (await viewRun(asker, round.requestId)).rounds[0]!.attempts
  expect(own).toMatchObject({ counts: null, outcome: [{ size: 3, chances: null }] })
})

test('AC5 nothing of who is in the pool, and who was drawn, is in what anybody reads while names are sealed', async () => {
  const seal = (await sealOfRound(round.roundId))!
  const { expertOf } = await openSeal(cast.operator, db(), seal.id)
  const secrets = [
    ...[...expertOf].flat(),
    unlocked(cast.operator, seal, 'secret'),
    unlocked(cast.operator, seal, 'salt'),
    ...(await db().expert.findMany({ select: { name: true } })).map(one => one.name),
  ]
  const read = [(await sealFile(cast.supervisor, seal.id)).text]
  for (const who of ['requester', 'manager', 'operator', 'supervisor'] as const)
    read.push(JSON.stringify(await seen(who)))
  for (const who of ['manager', 'operator', 'supervisor'] as const)
    read.push(JSON.stringify(await viewRun(cast[who], round.requestId)))
  const audited = await db().auditEvent.findMany({ where: { action: { startsWith: 'draw.' } } })
  read.push(JSON.stringify(audited.map(one => one.detail)))
  const told = await db().message.findMany({ where: { template: 'draw.sealing' } })
  read.push(JSON.stringify(told))
  // that it was agreed to is no matter of who draws: it could not be drawn yet
  expect(await db().message.count({ where: { template: 'draw.toRun' } })).toBe(0)
  expect(secrets.filter(secret => read.some(text => text.includes(secret)))).toEqual([])
})
