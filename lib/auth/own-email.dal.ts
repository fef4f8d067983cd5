import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { enqueueSms } from '@/lib/message/outbox'
import { now } from '@/lib/platform/clock'
import { decryptField } from '@/lib/platform/crypto'
import { db } from '@/lib/platform/db'
import { channels } from '@/lib/platform/env'
import { refused } from '@/lib/platform/errors'
import { maskEmail } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { assertBrowser, emailIndexOf, issueCode, takeBudget, takeCode } from './code-core'
import type { ProveEmail, RequestEmailCode } from './own-email.schema'
import { confirmPassword } from './own-password'
import { WAIT_SECONDS } from './sms-code.rules'

export type OwnEmail = {
  address: string | null
  provedAt: Date | null
  /** staff recover their password through an administrator, and without a mail server nobody can prove an address */
  possible: boolean
}

/** One's own e-mail address, and since when it is proved. */
export async function viewOwnEmail(actor: Actor): Promise<OwnEmail> {
  await allow(actor, 'account.own')
  const account = await db().account.findUniqueOrThrow({ where: { id: accountOf(actor)! } })
  return {
    address: account.email,
    provedAt: account.emailProvedAt,
    possible: actor.kind !== 'staff' && channels().email !== null,
  }
}

const boundOf = (actor: Actor, address: string) => ({
  phoneIndex: emailIndexOf(address),
  purpose: 'email' as const,
  browser: assertBrowser(actor),
})

function assertPossible(actor: Actor): void {
  if (actor.kind === 'staff') throw refused('工作人员的密码由系统管理员重设，不用验证邮箱。')
  if (!channels().email) throw refused('本系统没有配置邮件服务器，不能验证邮箱。')
}

/** Sends a code to an address that somebody says is his. @throws Refusal tooMany, refused without a mail server */
export async function requestEmailCode(actor: Actor, input: RequestEmailCode): Promise<{ wait: number }> {
  await allow(actor, 'account.own')
  assertPossible(actor)
  const bound = boundOf(actor, input.email)
  const { siteTitle } = (await currentPolicy()).policy.authority
  await db().$transaction(async tx => {
    await takeBudget(actor, tx, bound, { email: input.email })
    await issueCode(tx, bound, { email: input.email }, siteTitle)
    await audit(tx, actor, { action: 'code.request', result: 'done', detail: { purpose: 'email' } })
  })
  return { wait: WAIT_SECONDS }
}

/**
 * 验证邮箱: the address becomes a way back into the account. The password is asked for, because whoever finds a screen
 * unlocked must not put in an address of his own; the owner is told by SMS.
 * @throws Refusal invalid beside `current` or `smsCode`
 */
export async function proveEmail(actor: Actor, input: ProveEmail): Promise<null> {
  await allow(actor, 'account.own')
  assertPossible(actor)
  const account = await confirmPassword(actor, input.current, 'email.prove')
  const { siteTitle: site } = (await currentPolicy()).policy.authority
  return writeTx(actor, async tx => {
    await takeCode(tx, boundOf(actor, input.email), input.smsCode)
    await tx.account.update({ where: { id: account.id }, data: { email: input.email, emailProvedAt: now() } })
    await audit(tx, actor, { action: 'email.prove', objectType: 'account', objectId: account.id, result: 'done' })
    if (account.phoneCipher)
      await enqueueSms(tx, {
        to: decryptField(account.phoneCipher, { table: 'account', id: account.id, column: 'phone' }),
        accountId: account.id,
        template: 'email.proved',
        params: { site, email: maskEmail(input.email) },
        dedupeKey: `email:${newId()}`,
      })
    return null
  })
}
