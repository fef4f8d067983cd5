import { navigationFor } from '@/components/console/navigation'
import type { StaffActor, UnitActor } from '@/lib/access/actor'
import { dict } from '@/lib/dict'
import { cancelRequest, submitRequest } from '@/lib/draw/approve.dal'
import { drawsToRun } from '@/lib/draw/desk.dal'
import { dropDrawDraft } from '@/lib/draw/draft.dal'
import { saveRoundDraftSchema } from '@/lib/draw/draft.schema'
import { countDraws, countDrawTabs, listDraws } from '@/lib/draw/list.dal'
import { drawsMatter } from '@/lib/draw/menu.dal'
import { saveRequest } from '@/lib/draw/request.dal'
import { addSpecialSchema, saveRoundSchema } from '@/lib/draw/request.schema'
import { editDraw, editRound, newDraw } from '@/lib/draw/request-edit.dal'
import { decideRound, drawsToApprove, dropRound, openRound, saveRound, submitRound } from '@/lib/draw/request-round.dal'
import { addSpecial, findExperts, removeSpecial } from '@/lib/draw/request-special.dal'
import { allowUnitDraws, unitDrawsSince } from '@/lib/draw/request-unit.dal'
import { viewDraw } from '@/lib/draw/request-view.dal'
import { saveRoundDraft } from '@/lib/draw/round-draft.dal'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { actorOf, makeUnit, makeUnitAdmin } from '../support/accounts'
import { useDatabase } from '../support/database'
import {
  allowDraws,
  approvedDraw,
  decideDraw,
  draftDraw,
  groupInput,
  officeNamed,
  poolOf,
  requestedDraw,
  requesterOf,
  requestInput,
  storedDraw,
} from '../support/draws'
import { staffOf } from '../support/staff'
import { outcomes, refusalOf } from '../support/units'

useDatabase()

let requester: StaffActor
let manager: StaffActor

beforeAll(async () => {
  await allowDraws()
  requester = await requesterOf(await officeNamed())
  manager = await staffOf('bureauManager')
})

/** A request whose first round was drawn, without the draw itself. */
async function drawn(change: Record<string, unknown> = {}) {
  const { request, round, groups } = await approvedDraw(requester, manager, change)
  await db().drawRound.update({ where: { id: round.id }, data: { status: 'drawn' } })
  await db().drawRequest.update({ where: { id: request.id }, data: { status: 'drawn' } })
  return { id: request.id, groups }
}

const roundOf = (id: string) => db().drawRound.findUniqueOrThrow({ where: { id } })
const decide = async (actor: StaffActor, id: string, event: 'approve' | 'return', opinion: string | null = null) => {
  const { version, askHash } = await roundOf(id)
  return decideRound(actor, { id, version, event, opinion, askHash: askHash ?? '' })
}

test('a 补抽: prefilled from the last round, changed, sent, agreed to by another, on a timeline with the request', async () => {
  const { id, groups } = await drawn({ groups: [groupInput({ name: '甲' }), groupInput({ name: '乙', size: 5 })] })
  const opened = await openRound(requester, { requestId: id, kind: 'supplement', reason: '两位专家请假，候补用完。' })
  const form = await editRound(requester, id, opened.id)
  expect(form?.values.groups.map(({ name, size, on }) => [name, size, on])).toEqual([
    ['甲', 3, true],
    ['乙', 5, true],
  ])
  const again = openRound(requester, { requestId: id, kind: 'special', reason: '还要一位专家。' })
  expect((await refusalOf(again)).message).toContain('第 2 轮还没有办完')
  const asked = saveRoundSchema.parse({
    ...{ id: opened.id, version: 0, reason: '两位专家请假，候补用完。' },
    groups: [{ ...groupInput({ size: 2, alternates: 1 }), id: groups[0]!.id }],
  })
  await saveRound(requester, asked)
  expect((await refusalOf(saveRound(requester, asked))).code).toBe('conflict')
  await submitRound(requester, { id: opened.id, version: 1 })
  expect((await refusalOf(decide(requester as never, opened.id, 'approve'))).code).toBe('notFound')
  expect(await drawsToApprove(manager)).toBeGreaterThan(0)
  const list = await listDraws(manager, { size: 20, order: 'desc', status: 'requested' })
  expect(list.rows.map(row => row.id)).toContain(id)
  expect(await decide(manager, opened.id, 'approve')).toEqual({ label: '已同意' })
  expect(await drawsToRun(await staffOf('drawOperator'))).toBeGreaterThan(0)
  const view = await viewDraw(requester, id)
  expect(view.later).toMatchObject([{ number: 2, kindLabel: '补抽', status: 'approved', groups: [{ name: '甲' }] }])
  expect(view.history.slice(-3).map(({ label }) => label)).toEqual([
    '第 2 轮（补抽）新建轮次',
    '第 2 轮（补抽）提交',
    '第 2 轮（补抽）同意',
  ])
  const where = { roundId_groupId: { roundId: opened.id, groupId: groups[0]!.id } }
  await expect(db().drawAsk.update({ where, data: { size: 9 } })).rejects.toThrow(/not changed/)
})

test('the form of a 补抽 that was left half way is there again until it is saved or given up, and for who asked alone', async () => {
  const { id } = await drawn({ groups: [groupInput({ name: '甲' }), groupInput({ name: '乙', size: 5 })] })
  const opened = await openRound(requester, { requestId: id, kind: 'supplement', reason: '两位专家请假，候补用完。' })
  const stored = (await editRound(requester, id, opened.id))!
  expect(stored.draft).toBeNull()
  const typed = { ...stored.values, groups: stored.values.groups.map(group => ({ ...group, on: group.name === '乙' })) }
  // as the browser sends it: an empty box is left out of JSON
  const put = (version: number, change: Partial<typeof typed> = {}, actor = requester) =>
    saveRoundDraft(
      actor,
      saveRoundDraftSchema.parse(JSON.parse(JSON.stringify({ version, data: { ...typed, ...change } }))),
    )
  expect(await put(0, { reason: '半截' })).toMatchObject({ saved: true, version: 1 })
  const again = (await editRound(requester, id, opened.id))!
  expect([again.values.reason, again.draft?.version]).toEqual(['半截', 1])
  expect(again.values.groups.map(({ name, on, whole, short }) => [name, on, whole, short])).toEqual([
    ['甲', false, 3, 3],
    ['乙', true, 5, 5],
  ])
  expect(await put(0, { reason: '另一个窗口' })).toMatchObject({ saved: false, version: 1, data: { reason: '半截' } })
  expect((await refusalOf(put(0, {}, await requesterOf(await officeNamed())))).code).toBe('notFound')
  await dropDrawDraft(requester, { id: opened.id })
  expect((await editRound(requester, id, opened.id))!.values.reason).toBe(stored.values.reason)

  await put(0, { reason: '又一截' })
  const [, other] = again.values.groups
  const asked = { ...groupInput({ size: 2, alternates: 1 }), id: other!.id }
  await saveRound(
    requester,
    saveRoundSchema.parse({ ...{ id: opened.id, version: 0, reason: '还差两位。' }, groups: [asked] }),
  )
  const saved = (await editRound(requester, id, opened.id))!
  expect([saved.values.reason, saved.draft]).toEqual(['还差两位。', null])
  // the tab that still types is told what stands there now
  expect(await put(1)).toMatchObject({ saved: false, data: { version: 1, reason: '还差两位。' } })
  await submitRound(requester, { id: opened.id, version: 1 })
  expect((await refusalOf(put(0, { version: 2 }))).message).toContain('已经提交')
})

test('a round is agreed to as it was seen, once, and not by who asked; returned and dropped with reasons', async () => {
  const both = await requesterOf(await officeNamed(), 'bureauManager')
  const own = await approvedDraw(both, manager)
  await db().drawRound.update({ where: { id: own.round.id }, data: { status: 'drawn' } })
  await db().drawRequest.update({ where: { id: own.request.id }, data: { status: 'inviting' } })
  const { id } = await openRound(both, { requestId: own.request.id, kind: 'supplement', reason: '人数不够了。' })
  await submitRound(both, { id, version: 0 })
  expect((await refusalOf(decide(both, id, 'approve'))).message).toContain('另一位业务管理员')
  const { version, askHash } = await roundOf(id)
  const other = decideRound(manager, { id, version, event: 'approve', opinion: null, askHash: 'a'.repeat(64) })
  expect((await refusalOf(other)).message).toContain('不一致')
  await decide(manager, id, 'return', '条件太窄。')
  expect(await roundOf(id)).toMatchObject({ status: 'returned', approvedById: null })
  await submitRound(both, { id, version: (await roundOf(id)).version })
  const seen = { id, version: (await roundOf(id)).version, event: 'approve' as const, opinion: null, askHash: askHash! }
  const second = await staffOf('bureauManager')
  const { done, failed } = await outcomes([manager, second].map(actor => decideRound(actor, seen)))
  expect([done.length, failed.length]).toEqual([1, 1])
  expect((await viewDraw(manager, own.request.id)).later[0]?.changes).toEqual([])
  await dropRound(both, { id, version: (await roundOf(id)).version, opinion: '不用补了。' })
  expect((await roundOf(id)).status).toBe('void')
})

test('a 特邀: from the pool by the whole name, or from outside with a phone that is sealed; fixed once sent', async () => {
  const { id, groups } = await drawn()
  const [expertId] = await poolOf(1)
  const { name, titleCode } = await db().expert.findUniqueOrThrow({ where: { accountId: expertId! } })
  const title = dict('title').name(titleCode)
  const round = await openRound(requester, { requestId: id, kind: 'special', reason: '库内没有这个方向。' })
  expect(await findExperts(requester, { roundId: round.id, name })).toMatchObject([{ id: expertId, title }])
  expect(await findExperts(requester, { roundId: round.id, name: name.slice(0, 2) })).toEqual([])
  expect((await refusalOf(findExperts(requester, { roundId: newId(), name }))).code).toBe('notFound')
  const input = (change: object) =>
    addSpecialSchema.parse({ roundId: round.id, groupId: groups[0]!.id, reason: '唯一的方向专家。', ...change })
  expect((await refusalOf(submitRound(requester, { id: round.id, version: 0 }))).message).toContain('至少写一位')
  const inside = await addSpecial(requester, input({ from: 'pool', expertId }))
  expect((await viewDraw(requester, id)).later[0]?.specials).toMatchObject([{ name, title, inPool: true }])
  expect((await refusalOf(addSpecial(requester, input({ from: 'pool', expertId })))).fieldErrors).toHaveProperty(
    'expertId',
  )
  const outside = await addSpecial(
    requester,
    input({ from: 'outside', name: '欧阳海', unitName: '外地研究院', title: '研究员', phone: '19900007777' }),
  )
  const row = await db().drawSpecial.findUniqueOrThrow({ where: { id: outside.id } })
  const place = { table: 'draw_special', id: outside.id, column: 'phone' }
  expect(decryptField(row.phoneCipher!, place)).toBe('19900007777')
  await removeSpecial(requester, { id: inside.id })
  await submitRound(requester, { id: round.id, version: (await roundOf(round.id)).version })
  expect((await refusalOf(removeSpecial(requester, { id: outside.id }))).message).toContain('已经提交')
  await expect(db().drawSpecial.delete({ where: { id: outside.id } })).rejects.toThrow(/not changed/)
  const sent = await db().drawSent.findFirstOrThrow({ where: { roundId: round.id } })
  expect(JSON.stringify(sent.content)).not.toMatch(/欧阳海|19900007777|唯一的方向|没有这个方向/)
  expect((await viewDraw(manager, id)).later[0]?.specials).toMatchObject([{ name: '欧阳海', inPool: false }])
  const watching = await viewDraw(await staffOf('supervisor'), id)
  expect([watching.later[0]?.specials, watching.later[0]?.specialCount]).toEqual([[], 1])
  expect(await decide(manager, round.id, 'approve')).toEqual({ label: '已邀请' })
})

const menu = async (actor: StaffActor | UnitActor) => drawsMatter(actor, (await currentPolicy()).policy)

test('a unit asks once the bureau lets it, and no longer when that is taken back', async () => {
  const unit = await makeUnit()
  const admin = (await actorOf(await makeUnitAdmin(unit.id))) as UnitActor
  expect(await newDraw(admin)).toContain('还没有开通')
  expect((await refusalOf(draftDraw(admin))).message).toContain('还没有开通')
  await allowUnitDraws(manager, { unitId: unit.id, allowed: true, reason: '承担评审组织工作。' })
  expect(await unitDrawsSince(manager, unit.id)).toBeInstanceOf(Date)
  expect(await menu(admin)).toBe(true)
  expect((await refusalOf(allowUnitDraws(manager, { unitId: unit.id, allowed: true, reason: '再开。' }))).code).toBe(
    'refused',
  )
  const begun = await draftDraw(admin)
  const { request } = await requestedDraw(admin)
  expect(request).toMatchObject({ unitId: unit.id, officeId: null })
  expect((await viewDraw(admin, request.id)).own).toBe(true)
  const stranger = (await actorOf(await makeUnitAdmin((await makeUnit()).id))) as UnitActor
  expect((await refusalOf(viewDraw(stranger, request.id))).code).toBe('notFound')
  await allowUnitDraws(manager, { unitId: unit.id, allowed: false, reason: '评审结束。' })
  expect((await refusalOf(draftDraw(admin))).code).toBe('refused')
  // what it began is not sent any more, and says why; what is under way stays in its menu until it is over
  await expect(submitRequest(admin, begun)).rejects.toThrow('还没有开通专家抽取')
  expect((await viewDraw(admin, begun.id)).first.missing?.[0]).toContain('还没有开通专家抽取')
  expect(await menu(admin)).toBe(true)
  await decideDraw(manager, request.id, 'approve')
  await cancelRequest(admin, { id: begun.id, version: 0, opinion: '不评了' })
  const { version } = await db().drawRequest.findUniqueOrThrow({ where: { id: request.id } })
  await cancelRequest(admin, { id: request.id, version, opinion: '不评了' })
  expect(await menu(admin)).toBe(false)
  const changes = await db().unitChange.findMany({ where: { unitId: unit.id }, orderBy: { id: 'asc' } })
  expect(changes.map(({ kind }) => kind)).toEqual(['drawsAllowed', 'drawsEnded'])
})

test('without draws in the policy, and without an office, nobody asks; the sentence says what to do', async () => {
  expect(await newDraw(await requesterOf(null))).toContain('系统管理员')
  const fresh = await requesterOf(await officeNamed())
  const draft = await draftDraw(fresh)
  await allowDraws({ enabled: false })
  expect(await newDraw(requester)).toContain('没有启用')
  // switched off, the menus stay in front of who has something to finish, and of nobody else
  await expect(submitRequest(fresh, draft)).rejects.toThrow('没有启用')
  expect([await menu(fresh), await menu(await requesterOf(await officeNamed()))]).toEqual([true, false])
  await allowDraws()
  expect(await newDraw(requester)).toMatchObject({ values: { answerMinutes: 120 } })
})

test('财务 has 劳务费 in the menu where there are draws, and afterwards as long as a review is over', async () => {
  const finance = await staffOf('drawPaymaster')
  const labels = async () =>
    navigationFor(finance, (await currentPolicy()).policy, false, await menu(finance)).flatMap(({ items }) =>
      items.map(({ label }) => label),
    )
  const { id } = await drawn()
  expect(await labels()).toContain('劳务费')
  expect(await labels()).not.toContain('专家抽取')
  await allowDraws({ enabled: false })
  expect(await labels()).not.toContain('劳务费')
  await db().drawRequest.update({ where: { id }, data: { status: 'archived' } })
  expect(await labels()).toContain('劳务费')
  await allowDraws()
})

test('a returned request shows who looks again what is different, and its asker what is missing', async () => {
  const { request } = await requestedDraw(requester)
  await decideDraw(manager, request.id, 'return', '人数太少。')
  const form = await editDraw(requester, request.id)
  expect(form?.values).toMatchObject({ title: request.title, fromTime: '09:00', groups: [{ name: '材料组', size: 3 }] })
  const { version } = (await storedDraw(request.id)).request
  const groups = [groupInput({ size: 5 })]
  const saved = await saveRequest(requester, requestInput({ id: request.id, version, groups, place: '' }))
  const writing = await viewDraw(requester, request.id)
  expect(writing.first).toMatchObject({ missing: ['请填写评审地点。'], changes: null })
  expect(writing.events.map(({ event, whyNot }) => [event, whyNot === null])).toEqual([
    ['submit', false],
    ['cancel', true],
  ])
  const full = await saveRequest(requester, requestInput({ id: request.id, version: saved.version, groups }))
  await submitRequest(requester, full)
  const view = await viewDraw(manager, request.id)
  expect(view.first.changes).toEqual([{ label: '材料组：人数', before: '3 人，候补 2 人', after: '5 人，候补 2 人' }])
  expect(view.events.map(({ event }) => event)).toEqual(['approve', 'return'])
  expect(await editDraw(requester, request.id)).toBeNull()
})

test('the list: tabs, filters, pages without gaps', async () => {
  const own = await requesterOf(await officeNamed('列表处'))
  for (let index = 0; index < 5; index += 1)
    await draftDraw(own, { title: `第${index}次 100% 评审`, purpose: index % 2 ? 'award' : 'project' })
  const query = { size: 2, order: 'desc' as const }
  const titles: string[] = []
  let after: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listDraws>> = await listDraws(own, { ...query, after })
    titles.push(...page.rows.map(row => row.title))
    after = page.next
  } while (after)
  expect(titles).toEqual([4, 3, 2, 1, 0].map(index => `第${index}次 100% 评审`))
  expect(await countDraws(own, { purpose: ['award'] })).toEqual({ count: 2, more: false })
  expect(await countDraws(own, { text: '100%' })).toEqual({ count: 5, more: false })
  expect(await countDraws(own, { text: '0%评' })).toEqual({ count: 0, more: false })
  expect(await countDraws(own, { office: '列表' })).toEqual({ count: 5, more: false })
  const tabs = await countDrawTabs(own, {})
  expect([tabs[''].count, tabs.writing.count, tabs.requested.count]).toEqual([5, 5, 0])
})
