import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { allow, audit } from '@/lib/access/gate'
import type { Permission } from '@/lib/access/permissions'
import { writeTx } from '@/lib/access/transaction'
import { endSessions } from '@/lib/auth/session'
import { requireStepUp } from '@/lib/auth/step-up'
import { now } from '@/lib/platform/clock'
import { blindIndex, encryptField } from '@/lib/platform/crypto'
import type { Tx } from '@/lib/platform/db'
import { channels } from '@/lib/platform/env'
import { conflict, invalid, Refusal, refused } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { lockStaff, recordStaffChange } from './change.dal'
import { handOut, revealLink, unusableHash } from './link.dal'
import { rolesHeld, whyNotLose } from './role.rules'
import { findStaff, otherAdministrators, type StaffAccount } from './staff.dal'
import { type ActivationLink, placeLabel } from './staff.dto'
import type { CreateStaff, EditStaff, StaffReason } from './staff.schema'

const phoneColumns = (id: string, phone: string) => ({
  phoneCipher: encryptField(phone, { table: 'account', id, column: 'phone' }),
  phoneIndex: blindIndex('phone', phone),
})

async function assertFree(tx: Tx, input: { login?: string; phone: string | null }, id?: string): Promise<void> {
  if (input.login && (await tx.account.findUnique({ where: { login: input.login } })))
    throw invalid({ login: ['这个登录名已被使用，请换一个。'] })
  if (!input.phone) return
  const twin = await tx.account.findFirst({ where: { kind: 'staff', phoneIndex: blindIndex('phone', input.phone) } })
  if (twin && twin.id !== id) throw invalid({ phone: [`${twin.name}的工作人员账号已用这个手机号，请核对。`] })
}

/** The columns of a post for a place. @throws Refusal invalid when the place is no more */
async function postFor(tx: Tx, place: string): Promise<{ officeId: string | null; departmentId: string | null }> {
  const [kind, id = ''] = place.split(':')
  const gone = () => invalid({ place: ['这个处室或部门已经停用，请另选一个。'] })
  if (kind === 'office' && !(await tx.office.findFirst({ where: { id, endedAt: null } }))) throw gone()
  if (kind === 'department' && !(await tx.department.findFirst({ where: { id, endedAt: null } }))) throw gone()
  return { officeId: kind === 'office' ? id : null, departmentId: kind === 'department' ? id : null }
}

async function placeOf(tx: Tx, accountId: string): Promise<string> {
  const post = await tx.staffPost.findUnique({ where: { accountId }, include: { office: true, department: true } })
  return placeLabel(post, (await currentPolicy()).policy.authority.name)
}

/**
 * Opens an account without a role and without a password anybody knows; its owner sets one with the activation link.
 * @returns the link, once, for handing over
 * @throws Refusal invalid beside a login or phone that is taken
 */
export async function createStaff(actor: Actor, input: CreateStaff): Promise<ActivationLink & { id: string }> {
  await allow(actor, 'staff.create')
  const passwordHash = await unusableHash(actor)
  const made = await writeTx(actor, async tx => {
    const at = now()
    const id = newId(at)
    const { login, name, email, phone } = input
    await assertFree(tx, input)
    const place = await postFor(tx, input.place)
    await tx.account.create({
      data: {
        id,
        kind: 'staff',
        login,
        name,
        email,
        passwordHash,
        createdAt: at,
        ...(phone ? phoneColumns(id, phone) : {}),
      },
    })
    await tx.staffPost.create({ data: { accountId: id, ...place } })
    const sent = await handOut(actor, tx, { id, login, phone, at })
    await recordStaffChange(actor, tx, id, { kind: 'created', after: await placeOf(tx, id) })
    await audit(tx, actor, { action: 'staff.create', objectType: 'account', objectId: id, result: 'done' })
    return { id, sent }
  })
  return { id: made.id, ...(await revealLink(actor, made.sent, { shown: true, revoked: [] })) }
}

/** Holds an account in the version its administrator saw. @throws Refusal conflict */
async function hold(tx: Tx, id: string, version: number, data: object): Promise<void> {
  const held = await tx.account.updateMany({ where: { id, version }, data: { ...data, version: { increment: 1 } } })
  if (held.count === 0) throw conflict('这个账号刚刚被别人修改过，请刷新页面，看清现在的情况再办理。')
}

/** Nobody does it to himself: an attempt is audited. */
function assertOther(actor: Actor, id: string, permission: Permission, sentence: string): void {
  if (accountOf(actor) !== id) return
  throw new Refusal('refused', sentence, undefined, { action: permission, objectType: 'account', objectId: id })
}

/**
 * Changes name, e-mail, phone or place. Whoever holds roles keeps phone and side (bureau or department) until the
 * security administrator has taken the roles back: with another phone somebody else could take the account over.
 */
export async function editStaff(actor: Actor, input: EditStaff): Promise<null> {
  const target = await findStaff(actor, 'staff.edit', input.id)
  return writeTx(actor, async tx => {
    await lockStaff(actor, tx)
    const { id, name, email, phone } = input
    await assertFree(tx, { phone }, id)
    const place = await postFor(tx, input.place)
    await hold(tx, id, input.version, { name, email, ...(phone ? phoneColumns(id, phone) : {}) })
    const roles = rolesHeld(await tx.staffGrant.findMany({ where: { accountId: id } }))
    const first = '他担任着角色，请先由安全管理员收回角色，再'
    if (roles.length > 0 && phone)
      throw invalid({ phone: [`${first}更换手机号码；本人也可以在「账号与安全」里自己更换。`] })
    if (roles.length > 0 && Boolean(place.departmentId) !== Boolean(target.post?.departmentId))
      throw invalid({ place: [`${first}在本机关和归口管理部门之间调动。`] })
    const before = [target.name, await placeOf(tx, id)]
    await tx.staffPost.upsert({
      where: { accountId: id },
      create: { accountId: id, ...place },
      update: { ...place, version: { increment: 1 } },
    })
    const after = [name, await placeOf(tx, id), ...(phone ? ['更换手机号码'] : [])]
    await recordStaffChange(actor, tx, id, { kind: 'edited', before, after })
    const fields = [phone && 'phone', name !== target.name && 'name', before[1] !== after[1] && 'place'].filter(Boolean)
    await audit(tx, actor, {
      action: 'staff.edit',
      objectType: 'account',
      objectId: id,
      result: 'done',
      detail: { fields: fields as string[] },
    })
    return null
  })
}

/** Closes an account with a reason: its sessions end in the same transaction (trust AU12). */
export async function disableStaff(actor: Actor, input: StaffReason): Promise<null> {
  await findStaff(actor, 'staff.disable', input.id)
  return writeTx(actor, async tx => {
    assertOther(actor, input.id, 'staff.disable', '不能停用自己的账号。请由另一位系统管理员办理。')
    await lockStaff(actor, tx)
    const target = await findStaff(actor, 'staff.disable', input.id, tx)
    if (target.disabledAt) throw refused('这个账号已经是停用状态。')
    await assertNotLast(actor, tx, target)
    await hold(tx, input.id, input.version, { disabledAt: now() })
    const ended = await endSessions(tx, input.id, 'disabled')
    await recordStaffChange(actor, tx, input.id, { kind: 'disabled', reason: input.reason })
    await audit(tx, actor, {
      action: 'staff.disable',
      objectType: 'account',
      objectId: input.id,
      result: 'done',
      detail: { ended },
    })
    return null
  })
}

async function assertNotLast(actor: Actor, tx: Tx, target: StaffAccount): Promise<void> {
  const why = whyNotLose(rolesHeld(target.staffRoles), await otherAdministrators(actor, tx, target.id))
  if (why) throw refused(why)
}

/** Opens a closed account again; whatever was counted against it is forgotten. */
export async function enableStaff(actor: Actor, input: StaffReason): Promise<null> {
  await findStaff(actor, 'staff.enable', input.id)
  return writeTx(actor, async tx => {
    await lockStaff(actor, tx)
    const target = await findStaff(actor, 'staff.enable', input.id, tx)
    if (!target.disabledAt) throw refused('这个账号没有停用。')
    await hold(tx, input.id, input.version, { disabledAt: null, failedCount: 0, lockedUntil: null })
    await recordStaffChange(actor, tx, input.id, { kind: 'enabled', reason: input.reason })
    await audit(tx, actor, { action: 'staff.enable', objectType: 'account', objectId: input.id, result: 'done' })
    return null
  })
}

/**
 * A new activation link, for who has forgotten his password or let the first link expire: the old password and all
 * sessions end at once. The system administrator must not come into an account with rights: where there is a phone
 * only its owner gets the link; where there is none the roles are taken back and have to be granted anew.
 */
export async function relinkStaff(actor: Actor, input: StaffReason): Promise<ActivationLink> {
  await findStaff(actor, 'staff.link', input.id)
  const passwordHash = await unusableHash(actor)
  const made = await writeTx(actor, async tx => {
    assertOther(actor, input.id, 'staff.link', '不能给自己的账号重发链接。请在「账号与安全」里修改密码。')
    await lockStaff(actor, tx)
    const target = await findStaff(actor, 'staff.link', input.id, tx)
    if (target.disabledAt) throw refused('这个账号已停用。请先启用，再发激活链接。')
    const roles = rolesHeld(target.staffRoles)
    if (!target.phoneCipher || !channels().sms) await assertNotLast(actor, tx, target)
    await requireStepUp(actor, { action: 'staff.link', objectId: target.id }, tx)
    const at = now()
    await hold(tx, target.id, input.version, { passwordHash, failedCount: 0, lockedUntil: null })
    await endSessions(tx, target.id, 'linked')
    const sent = await handOut(actor, tx, { ...target, login: target.login ?? '', at })
    const revoked = sent.toMask ? [] : roles
    if (revoked.length > 0) await tx.staffGrant.deleteMany({ where: { accountId: target.id } })
    await recordStaffChange(actor, tx, target.id, {
      kind: 'linked',
      reason: input.reason,
      ...(revoked.length > 0 ? { after: '原有角色已收回，等待重新授权' } : {}),
    })
    await audit(tx, actor, {
      action: 'staff.link',
      objectType: 'account',
      objectId: target.id,
      result: 'done',
      detail: { revoked },
    })
    return { sent, revoked, shown: !(sent.toMask && roles.length > 0) }
  })
  return revealLink(actor, made.sent, made)
}
