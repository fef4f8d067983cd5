import { Link } from '@/components/ui/link'
import { unbuiltWords } from '@/lib/policy/built.rules'
import type { Policy } from '@/lib/policy/policy.schema'

/**
 * Says on every page of a demo that nothing here is real, where its messages can be read, and which steps of the
 * policy nobody can take yet.
 */
export function DemoBanner({ policy }: { policy: Policy }) {
  const unbuilt = unbuiltWords(policy)
  return (
    <>
      演示环境，请勿填写真实的个人信息。短信和邮件不会真的发出，可在
      <Link href="/dev/inbox" className="mx-1 underline">
        消息收件箱
      </Link>
      查看。
      {unbuilt && <span className="block">{unbuilt}</span>}
    </>
  )
}
