import 'server-only'
import type { Actor, IndividualActor } from '@/lib/access/actor'
import { allow } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { membershipLabels } from '@/lib/policy/labels.rules'
import { ended } from '@/lib/workflow/application.machine'
import { type Membership, profileState, whyNotChange } from './membership.rules'

/** The individual's own place in the pool; null while he is not in it. */
export async function ownMembership(actor: Actor): Promise<Membership | null> {
  await allow(actor, 'application.viewOwn')
  const { accountId } = actor as IndividualActor
  const expert = await db().expert.findUnique({ where: { accountId } })
  if (!expert) return null
  const [inForce, open] = await Promise.all([
    db().application.findFirstOrThrow({
      where: { versions: { some: { id: expert.versionId } } },
      select: { statusSince: true },
    }),
    db().application.findFirst({
      where: { accountId, kind: 'change', status: { notIn: [...ended] } },
      select: { submittedAt: true, proposedBy: true },
    }),
  ])
  const { status, admittedAt } = expert
  const statusLabel = membershipLabels[status]
  return {
    status,
    statusLabel,
    admittedAt,
    since: inForce.statusSince,
    profile: profileState(inForce.statusSince, open?.submittedAt != null, now()),
    whyNotChange: whyNotChange({ status, statusLabel }) ?? (open ? underWay(open.proposedBy) : null),
  }
}

const proposers: Record<string, string> = { unit: '所在单位', department: '归口管理部门' }

/** Why nobody can begin a change while another is under way. */
const underWay = (proposedBy: string | null): string =>
  proposedBy
    ? `${proposers[proposedBy]}正在为您提出信息变更，办完之后才能再更新。可以联系${proposers[proposedBy]}。`
    : '您已有一份信息变更正在办理。'
