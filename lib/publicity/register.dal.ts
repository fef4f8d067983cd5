import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { writeTx } from '@/lib/access/transaction'
import { invalid, refused } from '@/lib/platform/errors'
import { chinaDay } from '@/lib/platform/time'
import { applicationLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import type { Application } from '@/prisma/generated/client'
import type { RegisterObjection } from './objection.schema'
import { lastDay } from './publicity.rules'
import { writeObjection } from './write.dal'

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
    const { kind, name, grounds, arrivedOn, phone } = input
    const unitName = kind === 'unit' ? input.unitName : null
    const by = { name, unitName, phone: phone ?? null, email: null }
    const { id } = await writeObjection(actor, tx, inForce, { kind, grounds, entry, by, arrivedOn, event: 'register' })
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
