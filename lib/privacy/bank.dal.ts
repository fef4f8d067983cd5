import 'server-only'
import { type Actor, accountOf, type IndividualActor } from '@/lib/access/actor'
import { allow, audit, deny } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { now } from '@/lib/platform/clock'
import { decryptField, encryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { conflict, invalid, refused } from '@/lib/platform/errors'
import { maskAccount } from '@/lib/platform/fields/masks'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { Consent, PersonBank } from '@/prisma/generated/client'
import type { BankForForm, OwnBank } from './bank.dto'
import type { SaveBank } from './bank.schema'

type Stored = PersonBank & { consent: Consent }

const place = (accountId: string) => ({ table: 'person_bank', id: accountId, column: 'account' })
const fullNumber = (row: PersonBank): string => decryptField(row.accountCipher, place(row.accountId))

/** Another consent after a withdrawal makes what is stored another thing, whatever its version. */
const seenOf = (row: PersonBank | null): string => (row ? `${row.consentId}:${row.version}` : '')

const find = (tx: Tx, accountId: string): Promise<Stored | null> =>
  tx.personBank.findUnique({ where: { accountId }, include: { consent: true } })

/** Savings and withdrawals of one person come one after the other. */
const lock = (tx: Tx, accountId: string) =>
  tx.$queryRaw`SELECT 1 FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`

/** What is kept of somebody's bank account, for himself, with the text he is asked to agree to. */
export async function viewOwnBank(actor: Actor): Promise<OwnBank> {
  await allow(actor, 'person.bank')
  const { policy } = await currentPolicy()
  const { bank: text } = policy.agreements
  const row = await find(db(), (actor as IndividualActor).accountId)
  return {
    asked: policy.profile.bank !== 'off',
    seen: seenOf(row),
    stored: row && {
      bankCode: row.bankCode,
      bankName: row.bankName,
      accountMask: maskAccount(fullNumber(row)),
      savedAt: row.savedAt,
    },
    consent: row && {
      version: row.consent.version,
      agreedAt: row.consent.agreedAt,
      outdated: row.consent.version !== text.version,
    },
    text,
  }
}

/**
 * Keeps a bank account with its consent (trust PR6); one that was kept before is replaced.
 * @throws Refusal invalid when the text of the consent has changed meanwhile; conflict when the account has; refused
 * where the policy does not ask for one
 */
export async function saveBank(actor: Actor, input: SaveBank): Promise<{ seen: string }> {
  await allow(actor, 'person.bank')
  const { accountId } = actor as IndividualActor
  const { policy } = await currentPolicy()
  const { bank: text } = policy.agreements
  if (policy.profile.bank === 'off') throw refused('本系统目前不收集银行账户信息，不需要填写。')
  if (input.consentVersion !== text.version)
    throw invalid({ agreed: ['同意书的内容刚刚更新，请刷新页面，重新阅读后再勾选。'] })
  return writeTx(actor, async tx => {
    await lock(tx, accountId)
    const before = await find(tx, accountId)
    if (seenOf(before) !== input.seen)
      throw conflict('银行账户信息刚刚在另一个窗口修改过，这里的内容还没有保存。请刷新页面，核对后再填。')
    const at = now()
    const living = before?.consent.version === text.version ? before.consent.id : null
    const consentId = living ?? (await agree(tx, accountId, text, at))
    const data = {
      bankCode: input.bankCode,
      bankName: input.bankName,
      accountCipher: encryptField(input.account, place(accountId)),
      consentId,
      savedAt: at,
      version: (before?.version ?? 0) + 1,
    }
    const row = await tx.personBank.upsert({ where: { accountId }, create: { accountId, ...data }, update: data })
    await audit(tx, actor, {
      action: 'person.bankSave',
      objectType: 'person',
      objectId: accountId,
      result: 'done',
      detail: { consent: text.version, replaced: before !== null },
    })
    return { seen: seenOf(row) }
  })
}

async function agree(tx: Tx, accountId: string, text: { title: string; version: string }, at: Date): Promise<string> {
  const { title, version } = text
  const consent = await tx.consent.create({
    data: { id: newId(), accountId, text: title, version, agreedAt: at },
  })
  return consent.id
}

/**
 * 撤回同意: what was kept is deleted at once, the consent stays with the time it ended.
 * @throws Refusal conflict when nothing is kept any more
 */
export async function withdrawBank(actor: Actor): Promise<null> {
  await allow(actor, 'person.bank')
  const { accountId } = actor as IndividualActor
  return writeTx(actor, async tx => {
    await lock(tx, accountId)
    const row = await find(tx, accountId)
    if (!row) throw conflict('已经撤回过了，系统里没有您的银行账户信息。')
    await tx.personBank.delete({ where: { accountId } })
    // earlier versions of the text were agreed to for the same thing
    await tx.consent.updateMany({
      where: { accountId, text: row.consent.text, withdrawnAt: null },
      data: { withdrawnAt: now() },
    })
    await audit(tx, actor, { action: 'person.bankWithdraw', objectType: 'person', objectId: accountId, result: 'done' })
    return null
  })
}

/**
 * The bank account in full for its owner's own 专家信息表; null when he has given none or the policy asks for none. Recorded
 * each time. For the transaction that makes the paper.
 * @throws Refusal notFound for everybody else
 */
export async function bankForForm(actor: Actor, tx: Tx, accountId: string): Promise<BankForForm | null> {
  const subject = { type: 'person', id: accountId }
  await allow(actor, 'person.bank', subject)
  if (accountOf(actor) !== accountId) return deny(actor, 'person.bank', subject)
  const { policy } = await currentPolicy()
  const row = policy.profile.bank === 'off' ? null : await find(tx, accountId)
  if (!row) return null
  await audit(tx, actor, { action: 'person.bankForm', objectType: 'person', objectId: accountId, result: 'done' })
  return { name: row.bankName, account: fullNumber(row) }
}
