'use client'
import { DecisionPanel } from '@/components/workflow/decision-panel'
import { decideExportAction } from '@/lib/export/export.actions'
import type { ExportView } from '@/lib/export/export.dto'

type ExportDecisionProps = { request: Pick<ExportView, 'id' | 'version' | 'number' | 'events' | 'numbers'> }

/** Where somebody else agrees to a request or not. Without a condition around it, it still says so after the reload. */
export function ExportDecision({ request }: ExportDecisionProps) {
  return (
    <DecisionPanel
      key={request.id}
      title="审批"
      subject={`导出申请 ${request.number}`}
      id={request.id}
      version={request.version}
      events={request.events.filter(({ event }) => event === 'approve' || event === 'refuse')}
      action={decideExportAction}
      effects={{
        approve: '系统随后生成文件，只有提出的人能下载，七天后删除。',
        refuse: '不生成文件，提出的人会看到您写的理由。',
      }}
      grave={['approve']}
      next={null}
      back={{ href: '/bureau/exports', label: '返回名单导出' }}
      hintOf={event => (event === 'refuse' ? '请写明为什么不同意，提出的人会看到。' : '提出的人会看到这段话。')}
      note={
        <p className="text-sm text-ink-2">
          请核对用途是否属实、列和人数是否必要。{request.numbers && '这份申请包含完整的个人号码，请从严掌握。'}
        </p>
      }
    />
  )
}
