import 'server-only'
import { type Actor, signatureOf } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { conflict, invalid, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { isUnlockOpen } from '@/lib/policy/draw-policy'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { recordBeginning } from '@/lib/workflow/transition.dal'
import { clearDraft } from './draft.dal'
import type { SavedGroup, SaveRequest } from './request.schema'
import { assertCodes } from './request-codes.dal'
import { askerOf, lockRequest } from './request-scope.dal'
import { instantOf } from './request-time.rules'

/**
 * Saves a request, new or known, with its first round. A draft may lack what only sending asks for; what was sent is
 * changed no more until it is returned.
 * @throws Refusal refused (no 使用单位, sent already, somebody else's), invalid beside fields, conflict, notFound
 */
export async function saveRequest(actor: Actor, input: SaveRequest): Promise<{ id: string; version: number }> {
  const subject = input.id ? { type: 'draw', id: input.id } : undefined
  await allow(actor, 'draw.request', subject)
  if (!('accountId' in actor)) return deny(actor, 'draw.request', subject)
  const { id: policyVersionId, policy } = await currentPolicy()
  await assertCodes(actor, input.groups)
  const { least, most } = policy.draw.answer
  if (input.answerMinutes < least || input.answerMinutes > most)
    throw invalid({ answerMinutes: [`按规定，答复时限在 ${least} 到 ${most} 分钟之间。`] })
  if (!input.id && !isUnlockOpen(policy.draw, input.unlock)) throw unlockClosed()
  const asker = input.id ? null : await askerOf(actor)
  if (typeof asker === 'string') throw refused(asker)
  const saved = await writeTx(actor, async tx => {
    if (asker) {
      const id = newId()
      const { name } = signatureOf(actor)
      const who = { requesterId: actor.accountId, requesterName: name, requesterOffice: asker.office }
      const where = { officeId: asker.officeId, unitId: asker.unitId }
      const number = await nextNumber(tx)
      await tx.drawRequest.create({
        data: {
          id,
          number,
          ...who,
          ...where,
          ...contentOf(input),
          policyVersionId,
          createdAt: now(),
          statusSince: now(),
        },
      })
      const roundId = newId()
      await tx.drawRound.create({
        data: { id: roundId, requestId: id, number: 1, policyVersionId, createdAt: now(), statusSince: now() },
      })
      await writeGroups(tx, id, roundId, input.groups)
      await clearDraft(actor, tx, actor.accountId, null)
      for (const [type, one] of [
        ['draw', id],
        ['drawRound', roundId],
      ] as const)
        await recordBeginning(actor, tx, { type, id: one, status: 'draft', policyVersionId, event: 'begin' })
      await audit(tx, actor, {
        action: 'draw.begin',
        objectType: 'draw',
        objectId: id,
        result: 'done',
        detail: { number },
      })
      return { id, version: 0 }
    }
    const request = await lockRequest(actor, tx, input.id!)
    if (!request) return null
    if (!(await isSamePerson(actor, request.requesterId, tx)))
      throw refused(`这份需求由${request.requesterOffice} ${request.requesterName} 提出，只有本人可以修改。`)
    if (request.status !== 'draft' && request.status !== 'returned')
      throw refused('这份需求已经提交，不能再修改。需要修改的，请联系业务管理员退回。')
    if (request.version !== input.version) throw conflict('这份需求刚刚在别处保存过。请刷新页面，在新的内容上修改。')
    // the way it was saved with stays open to it, whatever the rules say by now
    if (input.unlock !== request.unlock && !isUnlockOpen(policy.draw, input.unlock)) throw unlockClosed()
    const version = request.version + 1
    await tx.drawRequest.update({ where: { id: request.id }, data: { ...contentOf(input), version } })
    const round = await tx.drawRound.findUniqueOrThrow({
      where: { requestId_number: { requestId: request.id, number: 1 } },
    })
    await writeGroups(tx, request.id, round.id, input.groups)
    await clearDraft(actor, tx, actor.accountId, request.id)
    const detail = { number: request.number, version }
    await audit(tx, actor, { action: 'draw.save', objectType: 'draw', objectId: request.id, result: 'done', detail })
    return { id: request.id, version }
  })
  return saved ?? deny(actor, 'draw.request', subject)
}

const unlockClosed = () => invalid({ unlock: ['现行规则不允许这样公开名单，请选择页面上列出的方式。'] })

/** CQ2026-0012: counted on for good, so that no two requests ever bear one number. */
async function nextNumber(tx: Tx): Promise<string> {
  const [sequence] = await tx.$queryRaw<{ next: bigint }[]>`SELECT nextval('draw_request_number_seq') AS next`
  return `CQ${chinaDay(now()).slice(0, 4)}-${String(sequence!.next).padStart(4, '0')}`
}

/** What somebody typed, as it is stored. An end without a day is on the day of the beginning. */
function contentOf(input: SaveRequest) {
  const { title, purpose, purposeNote, place, answerMinutes, unlock, briefing, caps } = input
  return {
    ...{ title, purpose, purposeNote, place, answerMinutes, unlock, briefing, caps },
    sessionFrom: instantOf(input.fromDay, input.fromTime),
    sessionTo: instantOf(input.toDay ?? input.fromDay, input.toTime),
    unlockAt: unlock === 'time' ? instantOf(input.unlockDay, input.unlockTime) : null,
  }
}

/** The groups of a request in their order, with what the first round asks of each. Those that are gone are removed. */
async function writeGroups(tx: Tx, requestId: string, roundId: string, groups: SavedGroup[]): Promise<void> {
  const before = await tx.drawGroup.findMany({
    where: { requestId },
    select: {
      ...{ id: true, name: true },
      _count: {
        select: { seats: true, specials: true, materials: { where: { removedAt: null, attachedAt: { not: null } } } },
      },
    },
  })
  const known = new Set(before.map(({ id }) => id))
  const rows = groups.map((group, position) => {
    const mine = group.id !== null && known.delete(group.id)
    return { group, position, id: mine ? group.id! : newId(), isNew: !mine }
  })
  const named = before.filter(({ id, _count }) => known.has(id) && _count.seats === 0 && _count.specials > 0)
  if (named.length > 0)
    throw refused(
      `${named.map(({ name }) => `「${name}」`).join('、')}写有特邀专家，不能删除。请先在需求页面移除这一组的特邀专家，再删除这一组；已经作废的特邀要保留记录，请改组的名称和要求。`,
    )
  const kept = before.filter(({ id, _count }) => known.has(id) && _count.seats > 0)
  if (kept.length > 0)
    throw refused(
      `${kept.map(({ name }) => `「${name}」`).join('、')}已经抽取过，抽取记录要保留，不能删除。请撤销删除（名称和要求可以改），或者撤销这份需求，另提一份。`,
    )
  const read = before.filter(({ id, _count }) => known.has(id) && _count.materials > 0)
  if (read.length > 0)
    throw refused(
      `${read.map(({ name }) => `「${name}」`).join('、')}有评审材料。请先在需求页面移除，再删除这个专业组；要给别的组看的，请移除后重新上传。`,
    )
  // what was taken away, or is still on its way, is never opened to the other groups
  const gone = { drawGroupId: null, removedAt: now() }
  await tx.storedFile.updateMany({ where: { drawGroupId: { in: [...known] } }, data: gone })
  await tx.drawAsk.deleteMany({ where: { roundId } })
  await tx.drawGroup.deleteMany({ where: { id: { in: [...known] } } })
  // names and places may be exchanged: out of the way first
  for (const { id, position, isNew } of rows)
    if (!isNew) await tx.drawGroup.update({ where: { id }, data: { name: id, position: 1000 + position } })
  for (const { id, position, isNew, group } of rows) {
    const data = { position, name: group.name }
    if (isNew) await tx.drawGroup.create({ data: { id, requestId, ...data } })
    else await tx.drawGroup.update({ where: { id }, data })
  }
  await tx.drawAsk.createMany({
    data: rows.map(({ id: groupId, group: { size, alternates, conditions, quotas, caps } }) => ({
      ...{ roundId, groupId, size, alternates, conditions, quotas, caps },
    })),
  })
}
