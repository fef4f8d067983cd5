import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'

/** Where 基本信息 had the bank columns (X4): they stand on a page of their own now. */
export const BankPointer = () => (
  <Card title="银行账户" description="支付报酬时使用，不随申请提交。">
    <p className="text-ink-2">可以不填，不影响申请；填了以后随时可以撤回。</p>
    <Link href="/expert/bank" className="mt-1 inline-block text-accent-strong underline">
      填写或查看银行账户
    </Link>
  </Card>
)
