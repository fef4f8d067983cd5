import 'server-only'
import { type Actor, accountOf } from '@/lib/access/actor'
import { audit } from '@/lib/access/gate'
import { writeTx } from '@/lib/access/transaction'
import { endSessions } from '@/lib/auth/session'
import { requireStepUp } from '@/lib/auth/step-up'
import { now } from '@/lib/platform/clock'
import { conflict, invalid, Refusal } from '@/lib/platform/errors'
import { lockStaff, recordStaffChange } from './change.dal'
import { roleLabel, rolesHeld, staffRoles, whyNotLose, whyNotRoles } from './role.rules'
import { findStaff, otherAdministrators } from './staff.dal'
import type { ChangeRoles } from './staff.schema'

const notActivated =
  '本人还没有激活这个账号，不能授予角色。激活链接由系统管理员发放，请本人设置密码以后再授权，以免别人冒用。'

/**
 * Gives and takes roles: from now on the account holds exactly these. Never one's own (trust AC9), never two that
 * exclude each other, never to an account that waits for its owner, never the last of an administrator. The sessions of the account end in the same transaction.
 * @throws Refusal refused, invalid beside `roles`, stepUp (trust AU14), conflict (another administrator was first), notFound
 */
export async function changeRoles(actor: Actor, input: ChangeRoles): Promise<null> {
  const { id, version, reason } = input
  await findStaff(actor, 'staff.grant', id)
  return writeTx(actor, async tx => {
    if (accountOf(actor) === id)
      throw new Refusal('refused', '不能调整自己的角色。请由另一位安全管理员办理。', undefined, {
        action: 'staff.grant',
        objectType: 'account',
        objectId: id,
      })
    await lockStaff(actor, tx)
    const target = await findStaff(actor, 'staff.grant', id, tx)
    const before = rolesHeld(target.staffRoles)
    const after = staffRoles.filter(role => input.roles.includes(role))
    const [added, taken] = [after.filter(role => !before.includes(role)), before.filter(role => !after.includes(role))]
    const why =
      whyNotRoles(after, target.post?.departmentId ? 'department' : 'bureau') ??
      // whoever opened the account has seen its link: as long as it is open, the account may not be its owner's alone
      (target.activations.length > 0 && added.length > 0 ? notActivated : null) ??
      (target.disabledAt && added.length > 0 ? '这个账号已停用，不能授予角色。' : null) ??
      (added.length + taken.length === 0 ? '角色没有变化，不需要保存。' : null) ??
      (target.disabledAt ? null : whyNotLose(taken, await otherAdministrators(actor, tx, id)))
    if (why) throw invalid({ roles: [why] })
    await requireStepUp(actor, { action: 'staff.grant', objectId: id }, tx)
    const held = await tx.account.updateMany({ where: { id, version }, data: { version: { increment: 1 } } })
    if (held.count === 0) throw conflict('这个账号刚刚被别人修改过，请刷新页面，看清现在的角色再办理。')
    await tx.staffGrant.deleteMany({ where: { accountId: id, role: { in: taken } } })
    await tx.staffGrant.createMany({
      data: added.map(role => ({ accountId: id, role, grantedAt: now(), grantedById: accountOf(actor) })),
    })
    const ended = await endSessions(tx, id, 'rolesChanged')
    await recordStaffChange(actor, tx, id, {
      kind: 'roles',
      reason,
      before: before.map(roleLabel),
      after: after.map(roleLabel),
    })
    await audit(tx, actor, {
      action: 'staff.grant',
      objectType: 'account',
      objectId: id,
      result: 'done',
      detail: { before, after, ended },
    })
    return null
  })
}
