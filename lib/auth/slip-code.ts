import 'server-only'
import { randomInt } from 'node:crypto'
import type { Actor } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { now } from '@/lib/platform/clock'
import { blindIndex } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { invalid, Refusal } from '@/lib/platform/errors'
import { sidePool } from '@/lib/platform/side-pool'
import { addressKey } from './address.rules'
import { keyed } from './keyed'
import { spend } from './limits'

/** Ten digits: too many to guess, so that strangers cannot use up somebody's slip with a few wrong tries. */
const DIGITS = 10
const MAX_TRIES = 100

export const isSlipCode = (code: string): boolean => code.length === DIGITS

export const newSlipCode = (): string =>
  String(randomInt(10 ** 6)).padStart(6, '0') + String(randomInt(10 ** 4)).padStart(4, '0')

/** What is stored of a code: good for one slip, one phone and one purpose only. */
export const slipHash = (code: string, slip: { id: string; phoneIndex: string; purpose: string }): string =>
  keyed('slip', [slip.id, slip.phoneIndex, slip.purpose, code].join('|'))

export type SlipUse = {
  phone: string
  purpose: string
  code: string
  /** whom the deed is about */
  name?: string
  /** whose account the slip must be for; null: nobody's, so that no slip fits */
  accountId?: string | null
}

/**
 * Uses up the code of an activation slip in the place of an SMS code: single use, 72 hours, bound to phone, purpose
 * and the person whose document staff have seen, for 首次登录 to his account. A try is counted before the code is compared, as with SMS codes (decision 005).
 * @throws Refusal invalid beside `smsCode`; tooMany for an address that tries on and on
 */
export async function consumeSlip(actor: Actor, tx: Tx, input: SlipUse): Promise<void> {
  await spend('slipAddress', addressKey(actor.request.address))
  const bound = { phoneIndex: blindIndex('phone', input.phone), purpose: input.purpose }
  const { rows } = await sidePool('attempts').query<Found>(
    `UPDATE activation_slip SET attempts = attempts + 1
     WHERE id = (SELECT id FROM activation_slip WHERE phone_index = $1 AND purpose = $2 AND printed_at IS NOT NULL
                 ORDER BY issued_at DESC, id DESC LIMIT 1)
       AND used_at IS NULL AND ended_at IS NULL AND expires_at > $3 AND attempts < $4
     RETURNING id, code_hash, holder_name, account_id`,
    [bound.phoneIndex, bound.purpose, now(), MAX_TRIES],
  )
  const [slip] = rows
  if (!slip) throw invalid(wrong)
  const why = whyNotFor(slip, input, slip.code_hash === slipHash(input.code, { id: slip.id, ...bound }))
  if (why) {
    const { code, message, fieldErrors } = invalid(why)
    throw new Refusal(code, message, fieldErrors, { action: 'slip.use', objectType: 'slip', objectId: slip.id })
  }
  // given back before the row is locked by this transaction, or the two would wait for each other
  await sidePool('attempts').query('UPDATE activation_slip SET attempts = attempts - 1 WHERE id = $1', [slip.id])
  const used = await tx.activationSlip.updateMany({
    where: { id: slip.id, usedAt: null, endedAt: null },
    data: { usedAt: now() },
  })
  if (used.count === 0) throw invalid(wrong)
  await audit(tx, actor, { action: 'slip.use', objectType: 'slip', objectId: slip.id, result: 'done' })
}

type Found = { id: string; code_hash: string; holder_name: string; account_id: string | null }

const wrong = {
  smsCode: ['激活码不对、已用过或已过期。请核对激活单上的号码、手机号和用途，或请工作人员重新办理。'],
}

/** What is wrong with a slip that was found, beside its field; null when it is this person's. */
function whyNotFor(slip: Found, input: SlipUse, right: boolean): Record<string, string[]> | null {
  if (!right) return wrong
  if (input.name !== undefined && input.name !== slip.holder_name)
    return { smsCode: ['激活单上的姓名和填写的姓名不一致。激活单只能由核对过证件的本人使用，请核对姓名。'] }
  if (input.accountId !== undefined && input.accountId !== slip.account_id)
    return { docNumber: ['证件和激活单上的人不一致。激活单只能由核对过证件的本人使用，请核对证件类型和号码。'] }
  return null
}
