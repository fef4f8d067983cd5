import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { uuid } from '@/lib/platform/fields/codes'
import { maskPhone } from '@/lib/platform/fields/masks'
import { beyond, finishPage, type Page, type PageRequest } from '@/lib/platform/keyset'
import { courseOf } from '@/lib/policy/desk.rules'
import { applicationLabels } from '@/lib/policy/labels.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Policy } from '@/lib/policy/policy.schema'
import { historyOf } from '@/lib/workflow/history.dal'
import { type InvitationStatus, invitationMachine } from '@/lib/workflow/invitation.machine'
import { openEvents, stepLabel } from '@/lib/workflow/machine'
import type { Prisma } from '@/prisma/generated/client'
import type { InvitationRow, InvitationView } from './invite.dto'
import {
  clearedReason,
  daysLeft,
  type InvitationState,
  invitationState,
  invitationStates,
  isExpired,
  lastDayOf,
} from './invite.rules'
import { phoneOf } from './link'

export type InvitationQuery = PageRequest & { text?: string; state?: InvitationState; sort: 'asc' | 'desc' }

const withApplication = {
  application: { select: { id: true, number: true, status: true, kind: true, proposedBy: true } },
} satisfies Prisma.ExpertInvitationInclude
type Row = Prisma.ExpertInvitationGetPayload<{ include: typeof withApplication }>

function conditions(
  { text, state }: Pick<InvitationQuery, 'text' | 'state'>,
  at: Date,
): Prisma.ExpertInvitationWhereInput {
  const words = text?.trim().replace(/[\\%_]/g, sign => `\\${sign}`)
  const stands: Prisma.ExpertInvitationWhereInput =
    state === 'expired'
      ? { status: 'sent', expiresAt: { lte: at } }
      : state === 'sent'
        ? { status: 'sent', expiresAt: { gt: at } }
        : state
          ? { status: state }
          : {}
  return {
    AND: [words ? { OR: [{ name: { contains: words } }, { unitName: { contains: words } }] } : {}, stands],
  }
}

function toRow(row: Row, policy: Policy, at: Date): InvitationRow {
  const { id, name, unitName, status, expiresAt, sentAt, createdAt, inviterName, application } = row
  const state = invitationState(status, expiresAt, at)
  return {
    ...{ id, unitName, sentAt, createdAt, state },
    name: name ?? clearedReason,
    phoneMask: row.clearedAt ? '' : maskPhone(phoneOf(row)),
    stateLabel: invitationStates[state],
    left: state === 'sent' ? daysLeft(expiresAt, at) : null,
    inviter: inviterName,
    application: application && {
      id: application.id,
      number: application.number,
      status: application.status,
      statusLabel: applicationLabels(policy, courseOf(application))[application.status],
    },
  }
}

/** One page of all invitations, the newest first; phones are masked. */
export async function listInvitations(actor: Actor, query: InvitationQuery): Promise<Page<InvitationRow>> {
  await allow(actor, 'invite.send')
  const at = now()
  const { policy } = await currentPolicy()
  const rows = await db().expertInvitation.findMany({
    where: { AND: [conditions(query, at), beyond(query, query.sort, 'createdAt')] },
    orderBy: [{ createdAt: query.sort }, { id: query.sort }],
    take: query.size + 1,
    include: withApplication,
  })
  const page = finishPage(rows, query, row => ({ at: row.createdAt, id: row.id }))
  return { ...page, rows: page.rows.map(row => toRow(row, policy, at)) }
}

/** How many invitations meet the conditions. */
export async function countInvitations(actor: Actor, query: Pick<InvitationQuery, 'text' | 'state'>): Promise<number> {
  await allow(actor, 'invite.send')
  return db().expertInvitation.count({ where: conditions(query, now()) })
}

/** One invitation with all its steps. @throws Refusal notFound */
export async function viewInvitation(actor: Actor, id: string): Promise<InvitationView> {
  const subject = { type: 'invitation', id }
  await allow(actor, 'invite.send', subject)
  const row = uuid().safeParse(id).success
    ? await db().expertInvitation.findUnique({ where: { id }, include: withApplication })
    : null
  if (!row) return deny(actor, 'invite.send', subject)
  const at = now()
  const { policy } = await currentPolicy()
  const { reason, round, remindedAt, version, status, expiresAt } = row
  return {
    ...toRow(row, policy, at),
    ...{ reason, round, remindedAt, version },
    lastDay: lastDayOf(expiresAt),
    history: (await historyOf(actor, 'invitation', id)).map(step => ({
      ...step,
      label: stepLabel(invitationMachine, step),
      toLabel: invitationMachine.labels[step.to as InvitationStatus],
    })),
    events: openEvents(invitationMachine, status, actor, {
      expired: isExpired(expiresAt, at),
      cleared: row.clearedAt !== null,
    }),
  }
}
