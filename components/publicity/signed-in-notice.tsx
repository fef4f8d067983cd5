import { SignOutButton } from '@/components/auth/sign-out-button'
import { Alert } from '@/components/ui/alert'

/** What somebody who is logged in reads in the place of the forms about objections, which belong to no account. */
export const SignedInNotice = ({ next }: { next: string }) => (
  <Alert title="请先退出登录" next={<SignOutButton next={next} />}>
    异议不与账号关联：请退出登录后提出或查询。退出后会回到这一页。
  </Alert>
)
