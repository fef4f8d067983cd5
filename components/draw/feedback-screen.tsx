import { Alert } from '@/components/ui/alert'
import { EmptyState } from '@/components/ui/empty-state'
import { found } from '@/lib/auth/page'
import { viewFeedback } from '@/lib/draw/feedback.dal'
import type { DrawBase } from './draw-tabs'
import { enterDraws } from './enter-draws'
import { FinishFeedback } from './feedback-dialogs'
import { FeedbackTable } from './feedback-table'
import { DrawStep } from './seat-deeds'
import { SeatHead } from './seat-head'

/** 履职反馈 by whoever asked, 抽查评价 by the bureau, and the end of it: 归档. */
export async function FeedbackScreen({ base, id }: { base: DrawBase; id: string }) {
  const actor = await enterDraws(base, 'draw.view')
  const view = await found(viewFeedback(actor, id))
  return (
    <>
      <SeatHead actor={actor} base={base} page="履职反馈" suffix="/feedback" draw={view} />
      <div className="space-y-6">
        {view.due && (
          <Alert tone={view.due.late ? 'warning' : 'info'}>
            {view.due.late
              ? `履职反馈应在 ${view.due.until} 前完成，已经逾期。`
              : `履职反馈请在 ${view.due.until} 前完成。`}
          </Alert>
        )}
        {view.sealed && <Alert>{view.sealed}</Alert>}
        {view.mayCheck && view.status === 'archived' && <Alert>评审已经归档；结束后一年内还可以抽查。</Alert>}
        {view.mayFeedBack && view.missing > 0 && (
          <Alert>还有 {view.missing} 位到场的专家没有反馈，都填写后才能完成。</Alert>
        )}
        {(view.mayArchive || (view.mayFeedBack && view.missing === 0)) && (
          <div className="flex flex-wrap gap-3">
            {view.mayFeedBack && view.missing === 0 && <FinishFeedback id={view.id} version={view.version} />}
            {view.mayArchive && <DrawStep draw={view} event="archive" />}
          </div>
        )}
        {view.rows.length > 0 ? (
          <FeedbackTable view={view} />
        ) : (
          <div className="rounded-lg border border-line bg-paper">
            <EmptyState title="还没有可以反馈的专家" why="评审签到以后、名单公开时，应到的专家显示在这里。" />
          </div>
        )}
      </div>
    </>
  )
}
