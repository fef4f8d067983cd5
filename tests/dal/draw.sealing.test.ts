import { decideRequest } from '@/lib/draw/approve.dal'
import { contribute, reveal } from '@/lib/draw/contribute.dal'
import { secretHash } from '@/lib/draw/seal/ceremony'
import { recordSchema } from '@/lib/draw/seal/certificate'
import { rootOf } from '@/lib/draw/seal/merkle'
import { leafBytes, lotteryHash, sealOf } from '@/lib/draw/seal/seal'
import { keyOf, personSign } from '@/lib/draw/seal/signs'
import { endSealByHand, sealAgain } from '@/lib/draw/seal-deeds.dal'
import { openSeal, unlocked } from '@/lib/draw/seal-open.dal'
import { canonicalJson } from '@/lib/platform/canonical'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { useDatabase } from '../support/database'
import { approvedAsIs, makeApproved, makeExperts } from '../support/draw-pool'
import { add, made, makeSealCast, type SealCast, sealNow, sealOfRound, withLotteries } from '../support/draw-sealing'
import { enforce } from '../support/policy'
import { outcomes, refusalOf } from '../support/units'

useDatabase()

let cast: SealCast
beforeAll(async () => {
  await withLotteries()
  cast = await makeSealCast()
  // of all who are told only one has a phone
  const phoneCipher = encryptField('19900008811', { table: 'account', id: cast.other.accountId, column: 'phone' })
  await db().account.update({
    where: { id: cast.other.accountId },
    data: { phoneCipher, phoneIndex: blindIndex('phone', '19900008811') },
  })
})

let titles = 0
const own = () => `S${++titles}`
const quotas = [{ feature: 'sex', value: '2', min: 1, max: 2 }]

/** A round of three that was agreed to, with twelve people of its own. */
async function approved(people = 12, size = 3) {
  const titleCode = own()
  const ids = await makeExperts(people, at => ({ titleCode, sex: at % 3 ? '1' : '2' }))
  const made = await makeApproved(cast, [{ size, conditions: { titles: [titleCode] }, quotas }])
  return { ...made, ids, titleCode }
}
/** The same, sealed. */
async function sealed() {
  const round = await approved()
  await sealNow()
  return { ...round, seal: (await sealOfRound(round.roundId))! }
}

describe('封存', () => {
  test('what was agreed to is sealed by the worker: numbered, with pool, lottery and secret behind hashes', async () => {
    const { roundId, requestId, ids } = await approved()
    expect(await sealNow()).toBe(1)
    const row = (await sealOfRound(roundId))!
    const { number } = await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })
    expect(row).toMatchObject({ attempt: 1, number: `${number}-1-1`, counts: [{ eligible: 12, excluded: {} }] })
    const { sealed, expertOf, pool } = await openSeal(cast.operator, db(), row.id)
    const { record, lottery, leaves } = sealed
    expect(recordSchema.parse(record)).toEqual(record)
    expect(canonicalJson(record)).toBe(row.record)
    expect(sealOf(record)).toBe(row.seal)
    expect(record).toMatchObject({ number: row.number, method: 'maximin', earlier: [], pool: { people: 12 } })
    expect([record.lottery, record.pool.root]).toEqual([lotteryHash(lottery), rootOf(leaves.map(leafBytes))])
    expect(record.secret).toBe(secretHash(record.number, unlocked(cast.operator, row, 'secret')))
    const salt = unlocked(cast.operator, row, 'salt')
    expect([...expertOf].every(([sign, id]) => personSign(keyOf(salt, id), id) === sign)).toBe(true)
    expect([...expertOf.values()].sort()).toEqual([...ids].sort())
    // everybody's chance, exactly, as it will stand with the draw
    const chance = pool.reduce((sum, { expert_ids, chances }) => sum + expert_ids.length * chances[0]!, 0)
    expect(chance).toBeCloseTo(3, 9)
    expect(row.record).not.toContain(ids[0])
    expect(await sealNow()).toBe(0)
    expect(await db().drawSeal.count({ where: { roundId } })).toBe(1)
  })

  test('a round that was sent under uniform draws is not sealed', async () => {
    await enforce('shaoxing')
    const { roundId } = await approved()
    await withLotteries()
    await sealNow()
    expect(await sealOfRound(roundId)).toBeNull()
  })

  test('two workers at once seal a round once', async () => {
    const { roundId } = await approved()
    const both = await Promise.all([sealNow(), sealNow()])
    expect(both.sort()).toEqual([0, 1])
    expect(await db().drawSeal.count({ where: { roundId } })).toBe(1)
  })

  test('what cannot be filled is no seal: kept with the round, said once, and tried again when somebody wants it', async () => {
    const { roundId, titleCode } = await approved(2)
    await sealNow()
    const round = () => db().drawRound.findUniqueOrThrow({ where: { id: roundId } })
    expect(await round()).toMatchObject({ status: 'approved', sealTrouble: 'infeasible' })
    expect(await db().drawSeal.count({ where: { roundId } })).toBe(0)
    const told = () => db().message.count({ where: { template: 'draw.sealing', dedupeKey: { contains: roundId } } })
    expect(await told()).toBe(1)
    await makeExperts(6, at => ({ titleCode, sex: at % 2 ? '1' : '2' }))
    expect(await sealNow()).toBe(0)
    await sealAgain(cast.manager, { roundId })
    expect(await sealNow()).toBe(1)
    expect(await round()).toMatchObject({ sealTrouble: null })
    expect(await told()).toBe(1)
    const asker = { ...cast.manager, accountId: cast.requester.accountId }
    expect((await refusalOf(sealAgain(asker, { roundId }))).message).toContain('您自己提出的')
  })

  test('nobody who fits is a sentence of its own', async () => {
    const { roundId } = await approved(0)
    await sealNow()
    expect(await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })).toMatchObject({ sealTrouble: 'nobody' })
  })

  test('a list that changes, or a round that goes back, ends the seal; the next one lists it', async () => {
    const { roundId, requestId, seal } = await sealed()
    await db().drawSubject.create({ data: { id: newId(), requestId, position: 0, title: '项目甲' } })
    await approvedAsIs(cast, requestId)
    expect(await db().drawSeal.findUniqueOrThrow({ where: { id: seal.id } })).toMatchObject({
      endReason: '需求、评审对象或回避有变更',
      endedById: null,
    })
    await sealNow()
    const second = (await sealOfRound(roundId))!
    expect(JSON.parse(second.record).earlier).toEqual([
      { number: seal.number, seal: seal.seal, reason: '需求、评审对象或回避有变更' },
    ])
    const { version } = await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })
    await decideRequest(cast.manager, { id: requestId, version, event: 'return', opinion: '请再核对。', askHash: '' })
    expect(await sealOfRound(roundId)).toBeNull()
    await sealNow()
    expect(await sealOfRound(roundId)).toBeNull()
  })

  test('while somebody has still to decide about a list nothing is sealed', async () => {
    const { roundId, requestId } = await approved()
    const { accountId: askedById, name: askedBy } = cast.requester
    const change = await db().drawListChange.create({
      data: { id: newId(), requestId, status: 'pending', items: [], askedById, askedBy, at: new Date() },
    })
    expect(await sealNow()).toBe(0)
    await db().drawListChange.update({ where: { id: change.id }, data: { status: 'withdrawn' } })
    expect(await sealNow()).toBe(1)
    expect(await sealOfRound(roundId)).not.toBeNull()
  })

  test('a 特邀 sent with it is decided first, and who is named there is not in the sealed pool', async () => {
    const { roundId, requestId, groups, ids } = await approved()
    const { policyVersionId } = await db().drawRound.findUniqueOrThrow({ where: { id: roundId } })
    const special = await db().drawRound.create({
      data: { id: newId(), requestId, number: 2, kind: 'special', reason: '领域特殊', policyVersionId },
    })
    await db().drawSpecial.create({
      data: {
        ...{ id: newId(), roundId: special.id, groupId: groups[0]!, expertId: ids[0]!, name: '某人' },
        ...{ unitName: '某单位', reason: '领域特殊' },
      },
    })
    const asked = { askHash: 'a'.repeat(64), requestedById: cast.requester.accountId }
    await db().drawRound.update({ where: { id: special.id }, data: { ...asked, status: 'requested' } })
    expect(await sealNow()).toBe(0)
    const agreed = { status: 'approved', approvedById: cast.supervisor.accountId } as const
    await db().drawRound.update({ where: { id: special.id }, data: agreed })
    expect(await sealNow()).toBe(1)
    const seal = (await sealOfRound(roundId))!
    expect(seal.expertIds).toHaveLength(11)
    expect(seal.expertIds).not.toContain(ids[0])
    // who agreed to them adds nothing either
    expect((await refusalOf(add(cast.supervisor, 'supervisor', seal.id))).code).toBe('refused')
  })

  test('a manager who did not ask ends it with a reason, once; the database holds everything else', async () => {
    const { roundId, seal } = await sealed()
    const input = { sealId: seal.id, opinion: '监督人员不能到场。' }
    const asker = { ...cast.manager, accountId: cast.requester.accountId }
    expect((await refusalOf(endSealByHand(asker, input))).message).toContain('您自己提出的')
    for (const change of [{ seal: 'f'.repeat(64) }, { record: '{}' }, { saltCipher: 'x' }])
      await expect(db().drawSeal.update({ where: { id: seal.id }, data: change })).rejects.toThrow(/not changed/)
    await expect(db().drawSeal.delete({ where: { id: seal.id } })).rejects.toThrow(/not changed/)
    await endSealByHand(cast.manager, input)
    expect((await refusalOf(endSealByHand(cast.manager, input))).message).toContain('已经结束')
    await sealNow()
    const next = (await sealOfRound(roundId))!
    expect(next.number).toBe(seal.number.replace(/-1$/, '-2'))
    expect(JSON.parse(next.record).earlier).toEqual([{ number: seal.number, seal: seal.seal, reason: input.opinion }])
    await expect(db().drawSeal.update({ where: { id: seal.id }, data: { endReason: '另一个' } })).rejects.toThrow(
      /not changed/,
    )
  })
})

describe('三方内容', () => {
  test('bound by all three, shown in the moment of the last, and not a word before', async () => {
    const { seal } = await sealed()
    const all = () => db().drawContribution.findMany({ where: { sealId: seal.id }, orderBy: { committedAt: 'asc' } })
    expect((await add(cast.requester, 'requester', seal.id, { contribution: '春眠不觉晓' })).answer).toEqual({
      shown: false,
    })
    await add(cast.operator, 'bureau', seal.id)
    expect((await all()).every(one => one.nonce === null && one.contribution === null && one.nonceCipher)).toBe(true)
    expect(JSON.stringify(await all())).not.toContain('春眠')
    expect((await add(cast.supervisor, 'supervisor', seal.id)).answer).toEqual({ shown: true })
    const shown = await all()
    expect(shown.map(one => [one.role, one.contribution, one.nonceCipher])).toEqual([
      ['requester', '春眠不觉晓', null],
      ['bureau', 'words of bureau', null],
      ['supervisor', 'words of supervisor', null],
    ])
  })

  test('who keeps it himself shows it afterwards, and it has to be the same', async () => {
    const { seal } = await sealed()
    const slip = await add(cast.requester, 'requester', seal.id, { keeper: 'self', contribution: '3 1 4 1 5' })
    const { nonce, contribution } = slip
    expect((await refusalOf(reveal(cast.requester, { sealId: seal.id, nonce, contribution }))).message).toContain(
      '还没有交齐',
    )
    await add(cast.operator, 'bureau', seal.id)
    expect((await add(cast.supervisor, 'supervisor', seal.id)).answer).toEqual({ shown: false })
    const other = await refusalOf(reveal(cast.requester, { sealId: seal.id, nonce, contribution: '3 1 4 1 6' }))
    expect([other.code, JSON.stringify(other.fieldErrors)]).toEqual(['invalid', expect.stringContaining('不是同一份')])
    expect((await refusalOf(reveal(cast.other, { sealId: seal.id, nonce, contribution }))).code).toBe('notFound')
    expect(await reveal(cast.requester, { sealId: seal.id, nonce, contribution })).toEqual({ shown: true })
    expect((await refusalOf(reveal(cast.requester, { sealId: seal.id, nonce, contribution }))).message).toContain(
      '已经公开',
    )
  })

  test('one person adds for one side, the right side, and once', async () => {
    const { seal } = await sealed()
    const as = (actor: typeof cast.operator, role: 'requester' | 'bureau' | 'supervisor') =>
      refusalOf(add(actor, role, seal.id))
    // who agreed adds nothing, whatever role another of his accounts has; nor who asked for the bureau
    expect((await as({ ...cast.operator, accountId: cast.manager.accountId }, 'bureau')).code).toBe('refused')
    expect((await as({ ...cast.operator, accountId: cast.requester.accountId }, 'bureau')).code).toBe('refused')
    expect((await as(cast.operator, 'requester')).message).toContain('使用单位的内容')
    expect((await as(cast.manager, 'supervisor')).code).toBe('notFound')
    await add(cast.operator, 'bureau', seal.id)
    expect((await as(cast.operator, 'bureau')).message).toContain('一个人只能交一份')
    expect((await as(cast.other, 'bureau')).message).toContain('已经有人交了')
    const double = { ...cast.supervisor, accountId: cast.operator.accountId }
    expect((await as(double, 'supervisor')).message).toContain('一个人只能交一份')
    const denied = await db().auditEvent.count({
      where: { objectId: seal.id, action: 'draw.contribute', result: 'denied' },
    })
    expect(denied).toBe(4)
  })

  test('words that do not fit their hash, or would publish a number, are refused', async () => {
    const { seal } = await sealed()
    const one = made(seal.number, 'bureau', '一二三')
    const input = { sealId: seal.id, role: 'bureau', keeper: 'system', ...one } as const
    const wrong = await refusalOf(contribute(cast.operator, { ...input, contribution: '一二四' }))
    expect(JSON.stringify(wrong.fieldErrors)).toContain('校验值不符')
    const { contributeSchema } = await import('@/lib/draw/contribute.schema')
    expect(contributeSchema.safeParse({ ...input, contribution: '电话 19900001111' }).success).toBe(false)
    expect(contributeSchema.safeParse({ ...input, nonce: null }).success).toBe(false)
  })

  test('two at once for one side: one is bound', async () => {
    const { seal } = await sealed()
    const { done, failed } = await outcomes([add(cast.operator, 'bureau', seal.id), add(cast.other, 'bureau', seal.id)])
    expect([done.length, failed.length]).toEqual([1, 1])
    expect((failed[0] as Error).message).toContain('已经有人交了')
  })

  test('the last two at once: everything is shown once', async () => {
    const { seal } = await sealed()
    await add(cast.requester, 'requester', seal.id)
    const both = await Promise.all([add(cast.operator, 'bureau', seal.id), add(cast.supervisor, 'supervisor', seal.id)])
    expect(both.map(one => one.answer.shown).sort()).toEqual([false, true])
    expect(await db().drawContribution.count({ where: { sealId: seal.id, revealedAt: { not: null } } })).toBe(3)
  })

  test('the database shows nothing before all three are bound, changes nothing, and takes nothing for a seal that ended', async () => {
    const { seal } = await sealed()
    const { nonce, contribution } = await add(cast.requester, 'requester', seal.id)
    await add(cast.operator, 'bureau', seal.id)
    const where = { sealId_role: { sealId: seal.id, role: 'requester' } }
    const show = { nonce, contribution, revealedAt: new Date(), nonceCipher: null, contributionCipher: null }
    await expect(db().drawContribution.update({ where, data: show })).rejects.toThrow(/before all three/)
    await expect(db().drawContribution.update({ where, data: { commitment: 'a'.repeat(64) } })).rejects.toThrow()
    await expect(db().drawContribution.delete({ where })).rejects.toThrow(/not taken back/)
    await add(cast.supervisor, 'supervisor', seal.id)
    await expect(db().drawContribution.update({ where, data: { contribution: '别的' } })).rejects.toThrow(/not changed/)
    const ended = (await sealed()).seal
    await endSealByHand(cast.manager, { sealId: ended.id, opinion: '停电。' })
    expect((await refusalOf(add(cast.operator, 'bureau', ended.id))).message).toContain('原因：停电。请刷新')
    const row = { id: newId(), role: 'bureau', accountId: newId(), name: '某人', commitment: 'b'.repeat(64) }
    await expect(
      db().drawContribution.create({ data: { ...row, sealId: ended.id, committedAt: new Date() } }),
    ).rejects.toThrow(/does not hold/)
  })
})
