import { CheckboxField } from '@/components/form/choice-fields'
import { FormSection } from '@/components/form/layout'
import { Link } from '@/components/ui/link'

const textLink = 'text-accent-strong underline'

/** What everybody who registers is told and agrees to: a tick, and both texts in a new window. */
export function AgreeSection({ texts }: { texts: { user: string; privacy: string } }) {
  return (
    <FormSection title="阅读并同意">
      <CheckboxField name="agreed" label="注册协议和个人信息处理告知" required>
        我已阅读并同意
        <Link href="/agreement/user" target="_blank" className={textLink}>
          《{texts.user}》
        </Link>
        和
        <Link href="/agreement/privacy" target="_blank" className={textLink}>
          《{texts.privacy}》
        </Link>
        （在新窗口打开）
      </CheckboxField>
    </FormSection>
  )
}
