import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { newId, newReceipt } from '@/lib/platform/ids'
import { chinaDay } from '@/lib/platform/time'
import { applicationLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { recordBeginning } from '@/lib/workflow/transition.dal'
import type { Application } from '@/prisma/generated/client'
import { holdApplication } from './objection.dal'
import type { RegisterObjection } from './objection.schema'
import { lastDay } from './publicity.rules'

/**
 * 登记书面异议: what a person or a unit wrote to the bureau about somebody in a 公示. It counts like one by name on the
 * site and holds that expert at once, also when it is registered after the last day, as long as it came by then and he
 * is not in the pool. The history says who registered it; a phone that was written gets the receipt.
 * @throws Refusal notFound; invalid beside `arrivedOn`; refused when he is in the pool, is out of it anyhow, or is the
 *   actor himself
 */
export async function registerObjection(actor: Actor, input: RegisterObjection): Promise<{ id: string }> {
  const subject = { type: 'publicity', id: input.entryId }
  await allow(actor, 'objection.decide', subject)
  const inForce = await currentPolicy()
  const result = await writeTx(actor, async tx => {
    const entry = await tx.publicityEntry.findUnique({ where: { id: input.entryId }, include: { batch: true } })
    const { publishedAt, endsAt } = entry?.batch ?? {}
    if (!entry || !publishedAt || !endsAt) return null
    assertInTime(input.arrivedOn, chinaDay(publishedAt), lastDay(endsAt))
    await tx.$queryRaw`SELECT 1 FROM application WHERE id = ${entry.applicationId}::uuid FOR UPDATE`
    const application = await tx.application.findUniqueOrThrow({ where: { id: entry.applicationId } })
    await assertHoldable(actor, inForce.policy, entry.name, application)
    const id = await write(tx, input, entry)
    const beginning = { type: 'objection', id, status: 'checking', policyVersionId: inForce.id } as const
    await recordBeginning(actor, tx, { ...beginning, event: 'register' })
    await audit(tx, actor, {
      action: 'objection.register',
      objectType: 'objection',
      objectId: id,
      result: 'done',
      detail: { kind: input.kind, entry: entry.id, arrivedOn: input.arrivedOn },
    })
    await holdApplication(actor, tx, inForce, application.id)
    if (input.phone) {
      const { receipt } = await tx.objection.findUniqueOrThrow({ where: { id } })
      const params = { site: inForce.policy.authority.siteTitle, receipt }
      await enqueueSms(tx, { to: input.phone, template: 'objection.received', params, dedupeKey: `objection:${id}` })
    }
    return { id }
  })
  return result ?? deny(actor, 'objection.decide', subject)
}

/** An objection is one that came while its 公示 lasted. */
function assertInTime(arrivedOn: string, first: string, last: string): void {
  if (arrivedOn < first)
    throw invalid({ arrivedOn: [`公示从 ${first} 开始，来件日期不能早于这一天。请核对，或看看是不是别的公示。`] })
  if (arrivedOn > last)
    throw invalid({
      arrivedOn: [
        `公示到 ${last} 为止，之后收到的不能作为公示异议登记。情况属实的，等专家入库后在「专家库」里按“出库”办理。`,
      ],
    })
}

async function assertHoldable(
  actor: Actor,
  policy: Policy,
  name: string,
  { accountId, status }: Pick<Application, 'accountId' | 'status'>,
): Promise<void> {
  if (await isSamePerson(actor, accountId)) throw refused('不能登记针对本人的异议，请由其他人登记。')
  if (status === 'admitted')
    throw refused(`${name}已经入库，不能再登记公示异议。情况属实的，请在「专家库」打开这位专家，按“出库”办理。`)
  if (status !== 'published' && status !== 'objected')
    throw refused(`${name}的申请现在是「${applicationLabels(policy)[status]}」，不会再由这次公示入库，不需要登记。`)
}

async function write(tx: Tx, input: RegisterObjection, entry: { id: string; batchId: string }): Promise<string> {
  const at = now()
  const id = newId(at)
  const place = (column: string) => ({ table: 'objection', id, column })
  const phone = input.phone ?? null
  await tx.objection.create({
    data: {
      ...{ id, receipt: newReceipt(), kind: input.kind, grounds: input.grounds },
      ...{ status: 'checking', statusSince: at, filedAt: at, arrivedOn: new Date(`${input.arrivedOn}T00:00:00Z`) },
      ...{ batchId: entry.batchId, entryId: entry.id },
      unitName: input.kind === 'unit' ? input.unitName : null,
      nameCipher: encryptField(input.name, place('name')),
      phoneCipher: phone && encryptField(phone, place('phone')),
      phoneIndex: phone && blindIndex('phone', phone),
    },
  })
  return id
}
