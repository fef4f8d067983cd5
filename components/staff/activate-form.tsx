'use client'
import { useState } from 'react'
import { NewPasswordFields } from '@/components/auth/new-password-fields'
import { Form } from '@/components/form/form'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { activateAction } from '@/lib/staff/staff.actions'
import { activateSchema } from '@/lib/staff/staff.schema'

/** The owner of an account sets his password; the link is dead afterwards. */
export function ActivateForm({ token }: { token: string }) {
  const [login, setLogin] = useState<string | null>(null)
  if (login !== null)
    return (
      <Alert
        tone="success"
        role="status"
        title="密码已设置，账号可以使用了"
        next={
          <LinkButton variant="primary" href="/login?as=staff">
            去登录
          </LinkButton>
        }
      >
        登录名：{login}。这个链接已失效。
      </Alert>
    )
  return (
    <Form
      schema={activateSchema}
      defaultValues={{ token, password: '', passwordAgain: '' }}
      action={activateAction}
      onSuccess={data => setLogin(data.login)}
      submitLabel="设置密码"
      pendingLabel="正在设置…"
      label="设置密码"
    >
      <NewPasswordFields width="md" />
    </Form>
  )
}
