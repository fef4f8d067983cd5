'use client'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { RowLabelContext } from '@/components/form/form-context'
import { FormView } from '@/components/form/form-view'
import { FormGrid } from '@/components/form/layout'
import { PasswordField } from '@/components/form/password-field'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { runSetupAction } from '@/lib/auth/setup.actions'
import { administrators, setupSchema } from '@/lib/auth/setup.schema'
import { PasswordHint } from './auth-rules'

const nobody = { login: '', name: '', password: '', passwordAgain: '' }

/** A login for each of the three administrators; sent once, then the link is dead. */
export function SetupForm({ token }: { token: string }) {
  const [logins, setLogins] = useState<string[] | null>(null)
  const form = useKitForm(setupSchema, { token, systemAdmin: nobody, securityAdmin: nobody, auditAdmin: nobody })
  if (logins)
    return (
      <Alert
        tone="success"
        role="status"
        title="三位管理员账号已创建"
        next={
          <LinkButton variant="primary" href="/login?as=staff">
            去登录
          </LinkButton>
        }
      >
        <p>登录名：{logins.join('、')}。本页链接已失效。接下来：</p>
        <ol className="mt-1 list-decimal pl-5">
          <li>系统管理员登录，在「工作人员账号」里为每位工作人员开设账号，激活链接由短信或当面交给本人。</li>
          <li>安全管理员登录，在「角色授权」里授予角色；先授予一位「业务管理员」和至少一位「业务审核人员」。</li>
          <li>业务管理员登录，设置处室、归口管理部门和审核分工。</li>
          <li>系统、安全、审计管理员最好各再设一人备用：最后一位不能停用，也不能收回角色。</li>
        </ol>
      </Alert>
    )
  return (
    <FormView
      form={form}
      action={runSetupAction}
      onSuccess={data => setLogins(data.logins)}
      submitLabel="创建三位管理员"
      pendingLabel="正在创建…"
      label="创建三位管理员"
    >
      {administrators.map(({ role, label, duty }) => (
        <RowLabelContext.Provider key={role} value={label}>
          <Card title={label} description={duty}>
            <FormGrid>
              <TextField
                name={`${role}.login`}
                label="登录名"
                required
                autoComplete="off"
                hint="小写字母开头，可用数字、点、横线"
              />
              <TextField name={`${role}.name`} label="姓名" required autoComplete="off" hint="保管这个账号的人" />
              <PasswordField
                name={`${role}.password`}
                label="密码"
                required
                autoComplete="new-password"
                hint={<PasswordHint />}
              />
              <PasswordField
                name={`${role}.passwordAgain`}
                label="再输入一次密码"
                required
                autoComplete="new-password"
              />
            </FormGrid>
          </Card>
        </RowLabelContext.Provider>
      ))}
    </FormView>
  )
}
