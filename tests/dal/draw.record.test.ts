import { follow } from '@/lib/draw/follow.dal'
import { drawsOf, recordOf } from '@/lib/draw/record.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { db, type Tx } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { makeApproved, makeExperts } from '../support/draw-pool'
import { cast, draw, own, record, seatsOf, useDrawCast, versionOf } from '../support/draw-running'
import { refusalOf } from '../support/units'

useDatabase()
useDrawCast()

describe('void', () => {
  test('with a reason, by another manager, before anybody is told; the next attempt has the next number', async () => {
    const titleCode = own()
    await makeExperts(5, () => ({ titleCode }))
    const { roundId, requestId } = await makeApproved(cast, [{ size: 4, conditions: { titles: [titleCode] } }])
    const first = await draw(roundId)
    const opinion = '上传的评审对象有误。'
    const voiding = { drawId: first.drawId, version: await versionOf(roundId), opinion }
    const operator = { ...cast.manager, accountId: cast.operator.accountId }
    expect((await refusalOf(voidDraw(operator, voiding))).message).toContain('这是您抽取的')
    const requester = { ...cast.manager, accountId: cast.requester.accountId }
    expect((await refusalOf(voidDraw(requester, voiding))).message).toContain('您自己提出的')
    expect(await voidDraw(cast.manager, voiding)).toEqual({ attempt: 1 })
    expect((await seatsOf(first.drawId)).every(seat => seat.status === 'released')).toBe(true)
    expect(await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })).toMatchObject({ status: 'approved' })
    expect((await refusalOf(voidDraw(cast.manager, voiding))).code).toBe('refused')
    const second = await draw(roundId)
    expect(second.attempt).toBe(2)
    expect((await record(first.drawId)).broken).toEqual([])
    expect((await record(second.drawId)).broken).toEqual([])
    await db().drawSeat.updateMany({
      where: { drawId: second.drawId },
      data: { status: 'notified', notifiedAt: new Date() },
    })
    const late = { ...voiding, drawId: second.drawId, version: await versionOf(roundId) }
    expect((await refusalOf(voidDraw(cast.manager, late))).message).toContain('已经开始通知')
  })
})

describe('the record', () => {
  test('TE6 another candidate, another quota, another seed: it no longer comes out', async () => {
    const titleCode = own()
    await makeExperts(9, at => ({ titleCode, sex: at % 2 ? '1' : '2' }))
    const quotas = [{ feature: 'sex', value: '2', min: 1, max: 2 }]
    const { roundId, requestId } = await makeApproved(cast, [{ size: 3, conditions: { titles: [titleCode] }, quotas }])
    const { drawId } = await draw(roundId)
    const { number } = await db().drawRequest.findUniqueOrThrow({ where: { id: requestId } })
    expect((await drawsOf(cast.operator, { number })).map(one => one.id)).toEqual([drawId])
    const tampered = async (change: Parameters<typeof tamper>[0]) => {
      let broken: string[] = []
      await tamper(change, async tx => {
        broken = (await recordOf(cast.operator, tx, drawId)).broken
      })
      return broken
    }
    const [stranger] = await makeExperts(1)
    const swapped = await tampered(
      tx =>
        tx.$executeRaw`UPDATE draw_pool SET expert_ids[1] = ${stranger}::uuid WHERE draw_id = ${drawId}::uuid AND position = 0`,
    )
    expect(swapped.join()).toContain('候选名单')
    const asked = await tampered(
      tx => tx.$executeRaw`UPDATE draw SET asked = jsonb_set(asked, '{panels,0,size}', '4') WHERE id = ${drawId}::uuid`,
    )
    expect(asked.join()).toContain('不是同一批人')
    const seated = await tampered(
      tx => tx.$executeRaw`UPDATE draw_seat SET expert_id = ${stranger}::uuid WHERE draw_id = ${drawId}::uuid AND rank =
        (SELECT min(rank) FROM draw_seat WHERE draw_id = ${drawId}::uuid)`,
    )
    expect(seated).toEqual(['抽中的专家与重新计算的结果不是同一批人'])
    expect((await record(drawId)).broken).toEqual([])
  })
})

/** Changes what no user of the database may change, looks, and takes it back. */
async function tamper(change: (tx: Tx) => Promise<unknown>, look: (tx: Tx) => Promise<void>): Promise<void> {
  const undone = new Error('undone')
  await db()
    .$transaction(async tx => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      await change(tx)
      await look(tx)
      throw undone
    })
    .catch(error => {
      if (error !== undone) throw error
    })
}

describe('who follows', () => {
  const decline = (id: string) =>
    db().drawSeat.update({ where: { id }, data: { status: 'declined', declineCode: 'time' } })
  const follows = (id: string) => db().$transaction(tx => follow(cast.operator, tx, id))

  test('the next of the sealed order under the quotas that remain, as many as were asked for, once for each seat', async () => {
    const titleCode = own()
    await makeExperts(9, at => ({ titleCode, sex: at < 4 ? '2' : '1' }))
    const quotas = [{ feature: 'sex', value: '2', min: 2, max: 2 }]
    const ask = { size: 3, alternates: 2, conditions: { titles: [titleCode] }, quotas }
    const { roundId } = await makeApproved(cast, [ask])
    const { drawId } = await draw(roundId)
    const women = async () =>
      (await db().drawSeat.findMany({ where: { drawId, status: 'drawn' }, include: { expert: true } })).filter(
        seat => seat.expert!.sex === '2',
      )
    const [one] = await women()
    expect(await follows(one!.id)).toBeNull()
    await decline(one!.id)
    const both = await Promise.all([follows(one!.id), follows(one!.id)])
    expect(both[0]).toEqual(both[1])
    const seat = await db().drawSeat.findUniqueOrThrow({ where: { id: both[0]!.id } })
    expect(seat).toMatchObject({ kind: 'alternate', status: 'drawn', followsId: one!.id, drawId })
    expect(await women()).toHaveLength(2)
    const [other] = await women()
    await decline(other!.id)
    expect(await follows(other!.id)).not.toBeNull()
    const [third] = await women()
    await decline(third!.id)
    expect(await follows(third!.id)).toBeNull()
    expect((await record(drawId)).broken).toEqual([])
  })

  test('who may not be asked at this moment is passed over, and the trail has a number and no name', async () => {
    const titleCode = own()
    const people = await makeExperts(5, () => ({ titleCode }))
    const { roundId } = await makeApproved(cast, [{ size: 1, conditions: { titles: [titleCode] } }])
    const { drawId } = await draw(roundId)
    const [first] = await seatsOf(drawId)
    const order = (await record(drawId)).panels[0]!
    expect(order).toEqual([first!.expertId])
    const rest = people.filter(id => id !== first!.expertId)
    await db().expert.updateMany({ where: { accountId: { in: rest.slice(0, 3) } }, data: { status: 'suspended' } })
    await decline(first!.id)
    const next = await follows(first!.id)
    expect((await db().drawSeat.findUniqueOrThrow({ where: { id: next!.id } })).expertId).toBe(rest[3])
    const event = await db().auditEvent.findFirstOrThrow({ where: { action: 'drawSeat.follow', objectId: next!.id } })
    const { skipped = {} } = event.detail as { skipped?: Record<string, number> }
    expect(Object.keys(skipped).filter(reason => reason !== 'notActive')).toEqual([])
    for (const id of people) expect(JSON.stringify(event.detail)).not.toContain(id)
  })
})
