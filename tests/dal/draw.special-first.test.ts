import { cancelRequest } from '@/lib/draw/approve.dal'
import { saveRequest } from '@/lib/draw/request.dal'
import { dropRound, openRound, submitRound } from '@/lib/draw/request-round.dal'
import { viewDraw } from '@/lib/draw/request-view.dal'
import { voidDraw } from '@/lib/draw/void.dal'
import { db } from '@/lib/platform/db'
import { useDatabase } from '../support/database'
import { drawNow } from '../support/draw-seats'
import {
  agreed,
  decide,
  draw,
  group,
  manager,
  operator,
  outsider,
  ownKind,
  requester,
  roundNow,
  seatsOf,
  send,
  useSpecialCast,
  written,
} from '../support/draw-special'
import { decideDraw, draftDraw, groupInput, poolOf, requestInput, storedDraw } from '../support/draws'
import { staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()
useSpecialCast()

test('特邀 filed with the request are sent with it, decided after it, and seated with its draw, beside the places drawn', async () => {
  const titleCode = ownKind()
  const [named, ...others] = (await poolOf(4, () => ({ titleCode }))) as [string, ...string[]]
  const { id } = await draftDraw(requester, { groups: [group(titleCode)] })
  expect((await viewDraw(requester, id)).opensRounds).toEqual(['special'])
  const special = await written(id, [{ expertId: named }, outsider(1)])
  expect(
    (await refusalOf(submitRound(requester, { id: special, version: (await roundNow(special)).version }))).message,
  ).toBe('特邀随需求一起提交，不用单独提交。')
  await send(id)
  expect((await roundNow(special)).status).toBe('requested')
  expect((await refusalOf(decide(special))).message).toBe('请先办理需求本身，再同意特邀。')
  await decideDraw(manager, id, 'approve')
  expect((await refusalOf(draw(id))).message).toContain('第 2 轮特邀还没有审批')
  expect(await decide(special)).toEqual({ label: '已同意，随抽取邀请' })
  expect(await seatsOf(id)).toEqual([])

  const { drawId } = await draw(id)
  const seats = await seatsOf(id)
  const panel = seats.filter(({ kind }) => kind === 'panel')
  expect(panel.map(({ expertId }) => expertId).sort()).toEqual([...others].sort())
  expect(seats.filter(({ kind }) => kind === 'special').map(({ expertId }) => expertId)).toEqual([named, null])
  expect((await roundNow(special)).status).toBe('drawn')
  expect((await db().draw.findUniqueOrThrow({ where: { id: drawId } })).counts).toMatchObject([
    { eligible: 3, excluded: { asked: 1 } },
  ])
})

test('one that names nobody holds the request back, until somebody is named or it is given up', async () => {
  const { id } = await draftDraw(requester)
  const special = await written(id, [])
  expect((await refusalOf(send(id))).message).toContain('第 2 轮特邀：请至少写一位特邀专家。')
  expect((await viewDraw(requester, id)).first.missing!.join()).toContain('第 2 轮特邀')
  const { version } = await roundNow(special)
  await dropRound(requester, { id: special, version, opinion: '不需要了' })
  await send(id)
  expect((await drawNow(id)).status).toBe('requested')
})

test('it is returned with the request and sent again with it, and ends with it', async () => {
  const { id } = await draftDraw(requester)
  const special = await written(id, [outsider(2)])
  await send(id)
  await decideDraw(manager, id, 'approve')
  await decide(special)
  await decideDraw(manager, id, 'return')
  expect(await roundNow(special)).toMatchObject({ status: 'returned', approvedById: null })
  const { version } = await drawNow(id)
  await saveRequest(requester, {
    ...requestInput({
      id,
      version,
      title: '改了名称的评审',
      groups: [groupInput({ id: (await storedDraw(id)).groups[0]!.id })],
    }),
  })
  await send(id)
  expect((await roundNow(special)).status).toBe('requested')
  await decideDraw(manager, id, 'approve')
  // it was sent for what the request says now
  await decide(special)
  await cancelRequest(requester, { id, version: (await drawNow(id)).version, opinion: '不评了' })
  expect((await roundNow(special)).status).toBe('void')
})

test('a group for which people are named is not removed before they are', async () => {
  const { id, version } = await draftDraw(requester)
  await written(id, [outsider(3)])
  const refused = await refusalOf(
    saveRequest(requester, requestInput({ id, version, groups: [groupInput({ name: '别的组' })] })),
  )
  expect(refused.message).toContain('写有特邀专家，不能删除')
})

test('where the pool cannot serve nobody is seated, and with fewer to be drawn it goes', async () => {
  const titleCode = ownKind()
  await poolOf(1, () => ({ titleCode }))
  const { id, special } = await agreed(titleCode, [outsider(4), outsider(5)])
  expect((await refusalOf(draw(id))).message).toContain('凑不齐')
  expect([await seatsOf(id), (await roundNow(special)).status]).toEqual([[], 'approved'])
  await decideDraw(manager, id, 'return')
  const { version } = await drawNow(id)
  const { groups } = await storedDraw(id)
  await saveRequest(
    requester,
    requestInput({ id, version, groups: [group(titleCode, { id: groups[0]!.id, size: 1 })] }),
  )
  await send(id)
  await decideDraw(manager, id, 'approve')
  await decide(special)
  await draw(id)
  expect((await seatsOf(id)).map(({ kind }) => kind).sort()).toEqual(['panel', 'special', 'special'])
})

test('who is seated counts for the caps of the draw', async () => {
  const titleCode = ownKind()
  const first = await poolOf(1, () => ({ titleCode }))
  const { unitId } = await db().expert.findUniqueOrThrow({ where: { accountId: first[0]! } })
  const colleagues = await poolOf(3, () => ({ titleCode, unitId }))
  const others = await poolOf(3, () => ({ titleCode }))
  const { id } = await agreed(titleCode, [{ expertId: first[0]! }])
  await draw(id)
  const drawn = (await seatsOf(id)).filter(({ kind }) => kind === 'panel').map(({ expertId }) => expertId!)
  expect(drawn.sort()).toEqual([...others].sort())
  expect(drawn.some(one => colleagues.includes(one))).toBe(false)
})

test('who agreed to it does not draw it; nobody agrees to his own', async () => {
  const titleCode = ownKind()
  await poolOf(3, () => ({ titleCode }))
  const { id } = await draftDraw(requester, { groups: [group(titleCode)] })
  const special = await written(id, [outsider(6)])
  await send(id)
  await decideDraw(manager, id, 'approve')
  const second = await staffOf('bureauManager')
  const double = { ...second, accountId: requester.accountId }
  expect((await refusalOf(decide(special, 'approve', double))).message).toContain('由另一位业务管理员')
  await decide(special, 'approve', second)
  const both = { ...operator, accountId: second.accountId }
  expect((await refusalOf(draw(id, both))).message).toContain('这是您同意的需求')
  expect(await seatsOf(id)).toEqual([])
})

test('a draw that is void takes it along, and it is filed anew before the next', async () => {
  const titleCode = ownKind()
  await poolOf(3, () => ({ titleCode }))
  const { id, special } = await agreed(titleCode, [outsider(7)])
  const { drawId } = await draw(id)
  const { round } = await storedDraw(id)
  await voidDraw(manager, { drawId, version: round.version, opinion: '抽取时条件有误' })
  expect((await roundNow(special)).status).toBe('void')
  expect((await seatsOf(id)).every(({ status }) => status === 'released')).toBe(true)
  const again = await written(id, [outsider(7)])
  await submitRound(requester, { id: again, version: (await roundNow(again)).version })
  await decide(again)
  await draw(id)
  const held = (await seatsOf(id)).filter(({ status }) => status === 'drawn')
  expect(held.map(({ kind }) => kind).sort()).toEqual(['panel', 'panel', 'panel', 'special'])
})

test('a 补抽 waits for the draw, and there is one 特邀 at a time', async () => {
  const { id } = await draftDraw(requester)
  const refused = await refusalOf(openRound(requester, { requestId: id, kind: 'supplement', reason: '人数不够。' }))
  expect(refused.message).toContain('还没有抽取，不能补抽')
  await written(id, [outsider(8)])
  const second = await refusalOf(openRound(requester, { requestId: id, kind: 'special', reason: '还要一位。' }))
  expect(second.message).toContain('第 2 轮还没有办完')
})
