import 'server-only'
import type { SignedInActor } from '@/lib/access/actor'
import { now } from '@/lib/platform/clock'
import type { Tx } from '@/lib/platform/db'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { membershipMachine, plainFacts } from '@/lib/workflow/membership.machine'
import { transition } from '@/lib/workflow/transition.dal'
import type { MembershipStatus } from '@/prisma/generated/client'

/**
 * A login is an activation (激活): the years start again, an announced automatic exit is off, and who was 休眠 is 在库.
 * Part of the login's transaction; for who is no expert it is one update of no row.
 */
export async function activate(tx: Tx, person: SignedInActor): Promise<void> {
  if (person.kind !== 'individual') return
  const at = now()
  const [member] = await tx.$queryRaw<{ status: MembershipStatus; version: number }[]>`
    UPDATE expert SET activated_at = ${at}, leave_on = NULL
    WHERE account_id = ${person.accountId}::uuid AND status <> 'left' RETURNING status::text AS status, version`
  if (member?.status !== 'dormant') return
  await transition(person, tx, {
    machine: membershipMachine(),
    subject: { type: 'membership', id: person.accountId, ...member },
    event: 'wake',
    facts: plainFacts(at),
    policyVersionId: (await currentPolicy()).id,
  })
}
