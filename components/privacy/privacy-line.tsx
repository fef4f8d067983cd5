import { Link } from '@/components/ui/link'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

const look = 'text-ink-2 underline'

/** Under every page where somebody gives data of himself: the notice in force with its version, and the way to his data. */
export async function PrivacyLine() {
  const { title, version } = (await currentPolicy()).policy.agreements.privacy
  return (
    <p className="num mt-8 border-t border-line pt-3 text-sm text-ink-3" data-no-print>
      您填写的信息按
      <Link href="/agreement/privacy" target="_blank" className={look}>
        《{title}》
      </Link>
      （版本 {version}）处理。查看、下载本人信息：
      <Link href="/expert/data" className={look}>
        我的数据
      </Link>
    </p>
  )
}
