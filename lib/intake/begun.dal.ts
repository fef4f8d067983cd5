import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { enqueueSms } from '@/lib/message/outbox'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { asRecommender, courseOf } from '@/lib/policy/desk.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { applicantFacts, applicationMachine, ended } from '@/lib/workflow/application.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { Intake, IntakeRow } from '@/prisma/generated/client'
import type { Range } from './resolve.dal'

/** Holds the open applications of people whom these rows bring in. @returns how many there are */
export async function holdBegun(_actor: Actor, tx: Tx, { intakeId, from, to }: Range): Promise<number> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM application a WHERE a.status NOT IN ('admitted', 'refused', 'withdrawn') AND a.account_id IN (
      SELECT r.account_id FROM intake_row r
      WHERE r.intake_id = ${intakeId}::uuid AND r.number BETWEEN ${from} AND ${to} AND r.state = 'merge' AND r.done_at IS NULL)
    ORDER BY a.id FOR UPDATE`
  return held.length
}

/**
 * Ends what somebody began and never wrote, because a list brings him in: a step of that application with its history,
 * and he is told. The caller holds the applications and has compared the rows with them; what has anything in it kept
 * its row out.
 */
export async function endBegun(
  actor: Actor,
  tx: Tx,
  intake: Pick<Intake, 'title'>,
  rows: readonly Pick<IntakeRow, 'state' | 'accountId'>[],
): Promise<void> {
  const accounts = rows.filter(row => row.state === 'merge').map(row => row.accountId!)
  const begun = await tx.application.findMany({
    where: { accountId: { in: accounts }, status: { notIn: [...ended] } },
    include: { account: { select: { phoneCipher: true } } },
  })
  if (begun.length === 0) return
  const { id: policyVersionId, policy } = await currentPolicy()
  for (const one of begun) {
    const { id, status, version, number, accountId } = one
    await transition(actor, tx, {
      machine: applicationMachine(policy, asRecommender(one.recommender), courseOf(one)),
      subject: { type: 'application', id, status, version },
      event: 'supersede',
      facts: { ...applicantFacts, blank: true },
      policyVersionId,
      opinion: `已由名单“${intake.title}”直接入库，这份没有填写的申请不再办理。`,
    })
    if (!one.account.phoneCipher) continue
    await enqueueSms(tx, {
      to: decryptField(one.account.phoneCipher, { table: 'account', id: accountId, column: 'phone' }),
      accountId,
      template: 'intake.entered',
      params: { site: policy.authority.siteTitle, by: policy.authority.name, number },
      dedupeKey: `intake.entered:${id}`,
    })
  }
}
