import { NoticeList } from '@/components/notice/notice-list'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { NoticeItem } from '@/lib/notice/notice.dto'

/** 通知公告 on somebody's home: the newest, whatever their kind. */
export const LatestCard = ({ items }: { items: NoticeItem[] }) => (
  <Card
    title="通知公告"
    actions={
      <Link href="/notices" className="text-accent-strong underline">
        全部
      </Link>
    }
  >
    {items.length > 0 ? <NoticeList items={items} narrow /> : <p className="text-ink-3">还没有发布内容。</p>}
  </Card>
)
