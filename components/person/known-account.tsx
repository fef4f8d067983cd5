import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'

const textLink = 'text-accent-strong underline'

/** Said to somebody whose phone or document has an account already: log in, or set a new password (R6, R7). */
export const KnownAccount = () => (
  <Alert tone="info" title="已经有账号了？">
    可以直接
    <Link href="/login" className={textLink}>
      登录
    </Link>
    ；忘记密码的，用
    <Link href="/recover?as=individual" className={textLink}>
      找回密码
    </Link>
    重新设置。
  </Alert>
)
