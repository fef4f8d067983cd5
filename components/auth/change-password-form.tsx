'use client'
import { useRouter } from 'next/navigation'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { PasswordField } from '@/components/form/password-field'
import { changePasswordAction } from '@/lib/auth/account.actions'
import { changePasswordSchema } from '@/lib/auth/account.schema'
import { NewPasswordFields } from './new-password-fields'

const empty = { current: '', password: '', passwordAgain: '' }

/** 修改密码; the boxes are emptied afterwards. */
export function ChangePasswordForm() {
  const router = useRouter()
  const form = useKitForm(changePasswordSchema, empty)
  return (
    <FormView
      form={form}
      action={changePasswordAction}
      onSuccess={() => {
        form.reset(empty)
        router.refresh()
      }}
      success="密码已修改，其他设备上的登录已退出。"
      submitLabel="修改密码"
      pendingLabel="正在修改…"
      label="修改密码"
    >
      <PasswordField name="current" label="当前密码" required autoComplete="current-password" width="md" />
      <NewPasswordFields width="md" />
    </FormView>
  )
}
