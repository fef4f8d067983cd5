import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { addressKey } from '@/lib/auth/address.rules'
import { verifyCaptcha } from '@/lib/auth/captcha'
import { spend } from '@/lib/auth/limits'
import { consumeCode } from '@/lib/auth/sms-code.dal'
import { adoptObjectionFiles } from '@/lib/file/adopt.dal'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { objectionMachine } from '@/lib/workflow/objection.machine'
import { type FollowedObjection, kindLabels } from './objection.dto'
import type { FileObjection, ObjectionKind } from './objection.schema'
import { writeObjection } from './write.dal'

const over = refused('这次公示已经结束，或者这个人已不在公示中，不能再在网上提出异议。请按公示上的联系方式书面反映。')

/**
 * 提出异议 while somebody is made public. A named one, with a proved phone and proof, holds the application of that
 * one expert at once; an anonymous one is a lead and holds nothing. Nothing is told to the expert of who objected.
 * @returns the receipt it can be followed by
 * @throws Refusal refused when it is over; invalid: wrong code, no proof; tooMany
 */
export async function fileObjection(actor: Actor, input: FileObjection): Promise<{ receipt: string }> {
  await allow(actor, 'objection.file')
  await spend('objectionAddress', addressKey(actor.request.address))
  const inForce = await currentPolicy()
  return writeTx(actor, async tx => {
    // only here, where a repetition has been answered already: the puzzle is good once
    if (input.kind === 'anonymous') await verifyCaptcha(actor, input.captcha, tx)
    const entry = await lockEntry(tx, input.entryId)
    const by = input.kind === 'anonymous' ? null : input
    let address: string | null = null
    if (by) {
      const { phone, email, name, smsCode: code } = by
      const proved = await consumeCode(actor, tx, { phone, email, name, purpose: 'objection', code })
      if (proved.by === 'email') address = email ?? null
      await refuseMany(tx, blindIndex('phone', phone), entry)
    } else await spend('objectionLeads', entry.batchId)
    const { receipt } = await writeObjection(actor, tx, inForce, {
      kind: input.kind,
      grounds: input.grounds,
      entry,
      by: by && { name: by.name, unitName: by.kind === 'unit' ? by.unitName : null, phone: by.phone, email: address },
      noticeVersion: inForce.policy.agreements.objection.version,
      event: 'file',
      also: objectionId => adoptObjectionFiles(actor, tx, { objectionId, owed: by !== null }),
    })
    return { receipt }
  })
}

/** How many people of one 公示 one phone may object to; more than these are for a letter. */
const MOST_PER_PHONE = 5

/** A phone holds a person once, and not everybody. Those who try at the same time come one after the other. */
async function refuseMany(tx: Tx, phoneIndex: string, entry: { id: string; batchId: string }): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`objection:${phoneIndex}`}, 0))`
  const before = await tx.objection.findMany({
    where: { phoneIndex, batchId: entry.batchId },
    select: { entryId: true },
  })
  if (before.some(one => one.entryId === entry.id))
    throw refused(
      '这个手机号已经对这位专家提出过异议，请凭回执编号查询办理结果；有补充材料的，请按公示上的联系方式提交。',
    )
  if (before.length >= MOST_PER_PHONE)
    throw refused(`一个手机号在一次公示中最多对 ${MOST_PER_PHONE} 人提出异议，其余的请按公示上的联系方式书面提出。`)
}

/** The entry of somebody who is made public right now; his application is held until the transaction ends. */
async function lockEntry(tx: Tx, entryId: string) {
  const entry = await tx.publicityEntry.findUnique({ where: { id: entryId }, include: { batch: true } })
  if (!entry) throw over
  await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${entry.applicationId}::uuid FOR UPDATE`
  const { status } = await tx.application.findUniqueOrThrow({ where: { id: entry.applicationId } })
  const runs = entry.batch.status === 'published' && entry.batch.endsAt! > now()
  if (!runs || (status !== 'published' && status !== 'objected')) throw over
  return entry
}

/**
 * What became of an objection, for whoever has its receipt.
 * @throws Refusal invalid beside `receipt` when there is none such; tooMany
 */
export async function followObjection(actor: Actor, input: { receipt: string }): Promise<FollowedObjection> {
  await allow(actor, 'objection.follow')
  await spend('receiptAddress', addressKey(actor.request.address))
  const row = await db().objection.findUnique({
    where: { receipt: input.receipt },
    include: { batch: { select: { title: true } }, entry: { select: { name: true } } },
  })
  if (!row) throw invalid({ receipt: ['没有找到这个编号，请核对回执上的 16 位编号。'] })
  return {
    receipt: row.receipt,
    batchTitle: row.batch.title,
    expertName: row.entry.name,
    kindLabel: kindLabels[row.kind as ObjectionKind],
    filedAt: row.filedAt,
    status: row.status,
    statusLabel: objectionMachine.labels[row.status],
    result: row.result,
    decidedAt: row.result === null ? null : row.statusSince,
  }
}
