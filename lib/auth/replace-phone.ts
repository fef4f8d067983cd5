import 'server-only'
import type { Actor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { maskPhone } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { chinaTime } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { endSessions } from './session'

export const phonePlace = (id: string) => ({ table: 'account', id, column: 'phone' })

export type PhoneReplacement = {
  id: string
  /** null where the account had none */
  old: string | null
  phone: string
  /** the session that goes on */
  keep: string | null
  way: 'both' | 'waited' | 'slip' | 'email'
  /** when the new phone was shown to be in the owner's hand; null: it was not */
  provedAt: Date | null
}

/**
 * Gives an account another phone, the one way there is: other sessions end, it is audited, and the old number is told.
 * The database decides whether another account has the phone: its sentence comes beside `phone`.
 */
export async function replacePhone(actor: Actor, tx: Tx, change: PhoneReplacement): Promise<void> {
  const { id, old, phone, keep, way, provedAt } = change
  const at = now()
  await tx.account.update({
    where: { id },
    data: {
      phoneCipher: encryptField(phone, phonePlace(id)),
      phoneIndex: blindIndex('phone', phone),
      phoneProvedAt: provedAt,
      version: { increment: 1 },
    },
  })
  await tx.phoneChange.deleteMany({ where: { accountId: id } })
  const ended = await endSessions(tx, id, 'phoneChanged', keep)
  await audit(tx, actor, {
    action: 'phone.change',
    objectType: 'account',
    objectId: id,
    result: 'done',
    detail: { way, ended },
  })
  if (old) await tellOldPhone(tx, { to: old, id, template: 'phone.changed', time: at, phone })
}

/** Tells the present number of an account that it gives way to another one, or may. */
export async function tellOldPhone(
  tx: Tx,
  message: { to: string; id: string; template: 'phone.changed' | 'phone.asked'; time: Date; phone: string },
): Promise<void> {
  const { to, id, template, time, phone } = message
  const site = (await currentPolicy()).policy.authority.siteTitle
  await enqueueSms(tx, {
    to,
    accountId: id,
    template,
    params: { site, time: chinaTime(time), phone: maskPhone(phone) },
    dedupeKey: `phone:${newId()}`,
  })
}
