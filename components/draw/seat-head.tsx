import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { chinaTime } from '@/lib/platform/time'

type Props = {
  /** what this page is for: 签到 */
  page: string
  draw: {
    id: string
    number: string
    title: string
    statusLabel?: string
    sessionFrom?: Date | null
    place?: string | null
  }
}

/** The head of a page about one draw: which, when and where. */
export function SeatHead({ page, draw }: Props) {
  const { number, title, statusLabel, sessionFrom, place } = draw
  const line = [number, sessionFrom && chinaTime(sessionFrom), place].filter(Boolean).join(' · ')
  return (
    <PageHeader
      title={`${title}：${page}`}
      status={statusLabel && <Badge>{statusLabel}</Badge>}
      description={<span className="num">{line}</span>}
      breadcrumb={
        <Breadcrumb
          items={[
            { label: '专家抽取', href: '/bureau/draws' },
            { label: number, href: `/bureau/draws/${draw.id}` },
            { label: page },
          ]}
        />
      }
    />
  )
}
