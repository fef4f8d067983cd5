import 'server-only'
import { keyed } from '@/lib/auth/keyed'
import { enqueueEmail, enqueueSms } from '@/lib/message/outbox'
import { decryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { refused } from '@/lib/platform/errors'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { whyCleared } from '@/lib/workflow/invitation.machine'
import type { ExpertInvitation } from '@/prisma/generated/client'
import { lastDayOf } from './invite.rules'

type Which = Pick<ExpertInvitation, 'id' | 'round'>

/** The secret of a link: of one sending, so that sending again ends the link before. It is never stored. */
export const tokenOf = ({ id, round }: Which): string => keyed('expert-invitation', `${id}:${round}`)

export const linkOf = (which: Which): string => `${env().PUBLIC_URL}/invitation?token=${tokenOf(which)}`

/** Of one that may still be answered or sent. @throws Refusal refused once it was cleared */
export function phoneOf(row: Pick<ExpertInvitation, 'id' | 'phoneCipher'>): string {
  if (row.phoneCipher === null) throw refused(whyCleared)
  return decryptField(row.phoneCipher, { table: 'expert_invitation', id: row.id, column: 'phone' })
}

/** Whom it invites. @throws Refusal refused once it was cleared */
export function nameOf({ name }: Pick<ExpertInvitation, 'name'>): string {
  if (name === null) throw refused(whyCleared)
  return name
}

export const emailOf = (row: Pick<ExpertInvitation, 'id' | 'emailCipher'>): string | null =>
  row.emailCipher && decryptField(row.emailCipher, { table: 'expert_invitation', id: row.id, column: 'email' })

/** Puts the link into the outbox: to the phone, or to the address where one was kept because there is no gateway. */
export async function sendLink(
  tx: Tx,
  row: ExpertInvitation,
  template: 'invite.sent' | 'invite.reminder',
): Promise<void> {
  const { siteTitle: site, name: authority } = (await currentPolicy()).policy.authority
  const params = { site, authority, name: nameOf(row), link: linkOf(row), until: lastDayOf(row.expiresAt) }
  const message = { template, params, dedupeKey: `${template}:${row.id}:${row.round}` }
  const address = emailOf(row)
  if (address) await enqueueEmail(tx, { to: address, ...message })
  else await enqueueSms(tx, { to: phoneOf(row), ...message })
}
