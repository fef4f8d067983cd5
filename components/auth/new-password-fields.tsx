import { FormGrid } from '@/components/form/layout'
import { PasswordField } from '@/components/form/password-field'
import type { FieldProps } from '@/components/form/use-field'
import { PasswordHint } from './auth-rules'

/** The first password of an account, twice, side by side: for registrations. */
export const FirstPasswordFields = ({ label = '登录密码' }: { label?: string }) => (
  <FormGrid>
    <PasswordField name="password" label={label} required autoComplete="new-password" hint={<PasswordHint />} />
    <PasswordField
      name="passwordAgain"
      label="确认密码"
      required
      autoComplete="new-password"
      hint="再输入一次相同的密码。"
    />
  </FormGrid>
)

/** A new password in the place of an old or unknown one, twice, one below the other. */
export const NewPasswordFields = ({ width }: Pick<FieldProps, 'width'>) => (
  <>
    <PasswordField
      name="password"
      label="新密码"
      required
      autoComplete="new-password"
      hint={<PasswordHint />}
      width={width}
    />
    <PasswordField name="passwordAgain" label="再输入一次新密码" required autoComplete="new-password" width={width} />
  </>
)
