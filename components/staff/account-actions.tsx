'use client'
import { useState } from 'react'
import { resetFactorAction } from '@/lib/auth/own-factor.actions'
import { disableStaffAction, enableStaffAction, relinkStaffAction } from '@/lib/staff/staff.actions'
import type { ActivationLink, StaffView } from '@/lib/staff/staff.dto'
import { LinkShown } from './link-shown'
import { ReasonDialog } from './reason-dialog'

type AccountActionsProps = {
  staff: Pick<StaffView, 'id' | 'version' | 'name' | 'state' | 'roles' | 'phoneMask' | 'hasFactor'>
}

/** What the system administrator can do with an account: a new link, 停用, 启用. */
export function AccountActions({ staff }: AccountActionsProps) {
  const { id, version, name, state, roles, phoneMask, hasFactor } = staff
  const [given, setGiven] = useState<ActivationLink | null>(null)
  const subject = { id, version }
  return (
    <div className="space-y-4">
      {given && <LinkShown name={name} given={given} />}
      <div className="flex flex-wrap gap-3">
        {state === 'disabled' ? (
          <ReasonDialog
            {...subject}
            label="启用…"
            variant="primary"
            title={`启用${name}的账号？`}
            confirmLabel="启用"
            pendingLabel="正在启用…"
            reasonLabel="启用的原因"
            action={enableStaffAction}
          >
            启用后，他可以用原来的密码登录，原有角色继续有效。
          </ReasonDialog>
        ) : (
          <>
            <ReasonDialog
              {...subject}
              label={state === 'waiting' ? '重发激活链接…' : '重设密码（发激活链接）…'}
              title={`给${name}发新的激活链接？`}
              confirmLabel="发激活链接"
              pendingLabel="正在生成…"
              reasonLabel="重发的原因"
              action={relinkStaffAction}
              onDone={setGiven}
            >
              {relinkWords(roles.length > 0, phoneMask)}
            </ReasonDialog>
            {hasFactor && (
              <ReasonDialog
                {...subject}
                label="重设二次验证…"
                title={`重设${name}的二次验证？`}
                confirmLabel="重设"
                pendingLabel="正在重设…"
                reasonLabel="重设的原因"
                action={resetFactor}
              >
                请先核对身份。重设后，他已登录的设备退出，下次登录时重新绑定身份验证器。密码不变。
              </ReasonDialog>
            )}
            <ReasonDialog
              {...subject}
              label="停用…"
              title={`停用${name}的账号？`}
              confirmLabel="停用"
              pendingLabel="正在停用…"
              reasonLabel="停用的原因"
              action={disableStaffAction}
            >
              停用后，他已登录的设备立即退出，不能再登录。以后可以重新启用。
            </ReasonDialog>
          </>
        )}
      </div>
    </div>
  )
}

const resetFactor = ({ id, reason, ...rest }: { id: string; reason: string }) =>
  resetFactorAction({ ...rest, accountId: id, reason })

function relinkWords(hasRoles: boolean, phoneMask: string | null): string {
  const ends = '原密码和以前的链接立即失效，已登录的设备退出。'
  if (!hasRoles)
    return phoneMask
      ? `${ends}新链接发到 ${phoneMask}，也显示一次供当面交接。`
      : `${ends}新链接只显示一次，请当面交给本人。`
  if (phoneMask) return `${ends}他担任着角色，新链接只发到本人手机 ${phoneMask}，这里不显示。`
  return `${ends}他担任着角色，又没有登记手机号码：为防止冒用，角色会同时收回，激活后要由安全管理员重新授权。`
}
