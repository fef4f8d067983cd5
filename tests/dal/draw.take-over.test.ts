import type { StaffActor } from '@/lib/access/actor'
import { cancelRequest } from '@/lib/draw/approve.dal'
import { viewDraw } from '@/lib/draw/request-view.dal'
import { takeOverRequest } from '@/lib/draw/take-over.dal'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { actorOf } from '../support/accounts'
import { useDatabase } from '../support/database'
import { allowDraws, approvedDraw, decideDraw, officeNamed, requestedDraw, requesterOf } from '../support/draws'
import { staffOf } from '../support/staff'
import { refusalOf } from '../support/units'

useDatabase()

let manager: StaffActor
let office: { id: string; name: string }

beforeAll(async () => {
  await allowDraws()
  manager = await staffOf('bureauManager')
  office = await officeNamed()
})

const leaves = (actor: StaffActor) =>
  db().account.update({ where: { id: actor.accountId }, data: { disabledAt: now() } })
const takeOver = async (actor: StaffActor, id: string) => {
  const { version } = await db().drawRequest.findUniqueOrThrow({ where: { id } })
  return takeOverRequest(actor, { id, version, opinion: '原经办人调离。' })
}
const offered = async (actor: StaffActor, id: string) =>
  (await viewDraw(actor, id)).events.some(({ event }) => event === 'takeOver')

test('who asked has left: a colleague of the same office takes it over, with the reason, and may do what the asker may', async () => {
  const [asker, colleague] = [await requesterOf(office), await requesterOf(office)]
  const { request } = await requestedDraw(asker)
  expect(await offered(colleague, request.id)).toBe(false)
  expect((await refusalOf(takeOver(colleague, request.id))).message).toContain('仍由')
  await leaves(asker)
  expect(await offered(colleague, request.id)).toBe(true)
  await takeOver(colleague, request.id)
  const after = await db().drawRequest.findUniqueOrThrow({ where: { id: request.id } })
  expect(after).toMatchObject({ requesterId: colleague.accountId, formerRequesterIds: [asker.accountId] })
  const view = await viewDraw(colleague, request.id)
  expect([view.own, view.history.at(-1)?.label, view.history.at(-1)?.opinion]).toEqual([true, '接办', '原经办人调离。'])
  // what was sent is as it was sent: it can still be agreed to
  await decideDraw(manager, request.id, 'approve')
  const { version } = await db().drawRequest.findUniqueOrThrow({ where: { id: request.id } })
  await cancelRequest(colleague, { id: request.id, version, opinion: '不评了。' })
})

test('somebody of another office does not see it; who also approves, or did, cannot take it over', async () => {
  const asker = await requesterOf(office)
  const { request } = await requestedDraw(asker)
  await leaves(asker)
  const stranger = await requesterOf(await officeNamed())
  expect((await refusalOf(takeOver(stranger, request.id))).code).toBe('notFound')
  const both = await requesterOf(office, 'bureauManager')
  expect((await refusalOf(takeOver(both, request.id))).message).toContain('还有审批、抽取')
  await decideDraw(both, request.id, 'return')
  // the role is gone, what he did is not
  await db().staffGrant.deleteMany({ where: { accountId: both.accountId, role: 'bureauManager' } })
  const reduced = (await actorOf({ id: both.accountId })) as StaffActor
  expect((await refusalOf(takeOver(reduced, request.id))).message).toContain('您参与过')
  expect(await offered(reduced, request.id)).toBe(false)
})

test('who asked before still counts as having asked: he agrees to nothing of it, and the database keeps him', async () => {
  const [asker, colleague] = [await requesterOf(office), await requesterOf(office)]
  const { request } = await requestedDraw(asker)
  await leaves(asker)
  await takeOver(colleague, request.id)
  await db().account.update({ where: { id: asker.accountId }, data: { disabledAt: null } })
  const promoted = { ...manager, accountId: asker.accountId }
  await db().drawRound.updateMany({ where: { requestId: request.id }, data: { requestedById: colleague.accountId } })
  expect((await refusalOf(decideDraw(promoted, request.id, 'approve'))).message).toContain('您自己提出的')
  const forget = db().drawRequest.update({ where: { id: request.id }, data: { formerRequesterIds: [] } })
  await expect(forget).rejects.toThrow('stays known')
  const silently = approvedDraw(await requesterOf(office), manager).then(({ request: { id } }) =>
    db().drawRequest.update({ where: { id }, data: { requesterId: colleague.accountId } }),
  )
  await expect(silently).rejects.toThrow('stays known')
})
