import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import type { Actor } from '@/lib/access/actor'
import { chinaTime } from '@/lib/platform/time'
import type { DrawStatus } from '@/lib/workflow/draw.machine'
import { type DrawBase, DrawTabs } from './draw-tabs'
import { DrawBadge } from './status'

type Props = {
  actor: Actor
  base: DrawBase
  /** what this page is for: 签到, and where it stands: /sign-in */
  page: string
  suffix: string
  draw: {
    id: string
    number: string
    title: string
    status: DrawStatus
    statusLabel: string
    sessionFrom?: Date | null
    place?: string | null
  }
}

/** The head of a page about one draw: which, when and where, and its other pages. */
export function SeatHead({ actor, base, page, suffix, draw }: Props) {
  const { number, title, status, statusLabel, sessionFrom, place } = draw
  const line = [number, sessionFrom && chinaTime(sessionFrom), place].filter(Boolean).join(' · ')
  return (
    <>
      <PageHeader
        title={title}
        status={<DrawBadge status={status} label={statusLabel} />}
        description={<span className="num">{line}</span>}
        breadcrumb={
          <Breadcrumb
            items={[{ label: '专家抽取', href: base }, { label: number, href: `${base}/${draw.id}` }, { label: page }]}
          />
        }
      />
      <DrawTabs actor={actor} base={base} request={draw} open={suffix} />
    </>
  )
}
