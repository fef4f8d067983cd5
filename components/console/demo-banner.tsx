import { Link } from '@/components/ui/link'

/** Says on every page of a demo that nothing here is real, and where its messages can be read. */
export function DemoBanner() {
  return (
    <>
      演示环境，请勿填写真实的个人信息。短信和邮件不会真的发出，可在
      <Link href="/dev/inbox" className="mx-1 underline">
        消息收件箱
      </Link>
      查看。
    </>
  )
}
