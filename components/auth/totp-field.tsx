import { TextField } from '@/components/form/text-field'

/** The six digits an authenticator shows, in the field `code` of its form. */
export const TotpField = ({ hint }: { hint?: string }) => (
  <TextField
    name="code"
    label="动态验证码"
    required
    code
    width="sm"
    inputMode="numeric"
    autoComplete="one-time-code"
    hint={hint}
  />
)
