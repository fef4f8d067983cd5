import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, deny } from '@/lib/access/gate'
import { isSamePerson } from '@/lib/access/same-person'
import { unclaimedScope } from '@/lib/access/scope'
import { writeTx } from '@/lib/access/transaction'
import { spend } from '@/lib/auth/limits'
import { now } from '@/lib/platform/clock'
import { blindIndex, decryptField } from '@/lib/platform/crypto'
import { db, type Tx } from '@/lib/platform/db'
import { invalid, refused } from '@/lib/platform/errors'
import { uuid } from '@/lib/platform/fields/codes'
import { maskPhone } from '@/lib/platform/fields/masks'
import type { Prisma } from '@/prisma/generated/client'
import { putSlip } from './slip.dal'
import { type SlipRow, toSlipRow } from './slip.dto'
import { mayEnd } from './slip.rules'
import type { IssueClaimSlip } from './slip.schema'

/** An expert who has not come yet, for whom a slip may be made out. */
export type Claimant = {
  id: string
  name: string
  unitName: string
  since: Date
  /** the phone of the list, masked; null where it gave none */
  phoneMask: string | null
  /** the slips made out for him before, the newest first */
  slips: SlipRow[]
}

const issuing = (actor: Actor) => (actor.kind === 'unitAdmin' ? 'slip.issueOwn' : 'slip.issue')

const slips = { orderBy: [{ issuedAt: 'desc' }, { id: 'desc' }] } satisfies Prisma.ActivationSlipFindManyArgs

async function findClaimant(actor: Actor, id: string) {
  const where = { AND: [{ id }, unclaimedScope(actor)] }
  const include = { slips, expert: { select: { unitName: true } } }
  const row = uuid().safeParse(id).success ? await db().account.findFirst({ where, include }) : null
  return row ?? deny(actor, issuing(actor), { type: 'account', id })
}

/** One who has not come yet; a unit sees its own people only. @throws Refusal notFound, also when he has come by now */
export async function viewClaimant(actor: Actor, id: string): Promise<Claimant> {
  await allow(actor, issuing(actor), { type: 'account', id })
  const { name, expert, unclaimedSince, phoneCipher, slips: made } = await findClaimant(actor, id)
  const phone = phoneCipher && decryptField(phoneCipher, { table: 'account', id, column: 'phone' })
  const at = now()
  return {
    ...{ id, name, unitName: expert?.unitName ?? '', since: unclaimedSince! },
    phoneMask: phone && maskPhone(phone),
    slips: made.map(slip => toSlipRow(slip, at)),
  }
}

/**
 * His unit or a member of the bureau's staff has checked the document of somebody who has not come yet, and asks for a
 * slip by which he comes with the phone he has now. It is confirmed, printed and ended like any other.
 * @throws Refusal notFound; invalid beside `phone` when another account has it; refused for oneself and while a slip
 * for him is open; tooMany for who goes through phones
 */
export async function issueClaimSlip(actor: Actor, input: IssueClaimSlip): Promise<{ id: string }> {
  const { accountId, docType, phone } = input
  await allow(actor, issuing(actor), { type: 'account', id: accountId })
  const { name } = await findClaimant(actor, accountId)
  if (await isSamePerson(actor, accountId)) throw refused('不能给自己开激活单，请由另一名管理员或业务管理部门办理。')
  await spend('claimSlip', accountOf(actor)!)
  return writeTx(actor, async tx => {
    // two who ask for the same person at once: the second finds the slip of the first
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR UPDATE`
    const account = await tx.account.findUniqueOrThrow({ where: { id: accountId }, include: { slips } })
    if (!account.unclaimedSince) throw refused('这位专家刚刚已经首次登录，不用再开激活单。')
    const at = now()
    if (account.slips.some(slip => mayEnd(slip, at)))
      throw refused('这位专家已有一张还没有用的激活单。请继续办理那一张；填错或遗失的，先把它作废再重新办理。')
    await requireFree(tx, accountId, phone)
    return putSlip(actor, tx, { purpose: 'claim', holderName: name, docType, phone, accountId })
  })
}

/** Individuals log in by their phone: it is one person's. When the slip is used the database decides once more. */
async function requireFree(tx: Tx, id: string, phone: string): Promise<void> {
  const where = { kind: 'individual', phoneIndex: blindIndex('phone', phone), id: { not: id } } as const
  if ((await tx.account.count({ where })) > 0)
    throw invalid({
      phone: ['这个手机号已经登记在另一个个人账号上，不能再用。请核对号码，或请本人换一个自己使用的手机号。'],
    })
}
