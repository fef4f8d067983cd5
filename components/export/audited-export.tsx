import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { ExportFacts } from '@/lib/export/export.dto'
import { Columns } from './columns'
import { Conditions } from './conditions'

/** Beside an event of the trail: what was agreed to and what was made of it. */
export function AuditedExport({ facts }: { facts: ExportFacts }) {
  const { rows, recorded } = facts
  return (
    <Card title="名单导出">
      <DescriptionList
        items={[
          { label: '导出编号', value: <span className="num">{facts.number}</span> },
          { label: '现在的状态', value: facts.statusLabel },
          { label: '提出人', value: facts.requester },
          { label: '审批人', value: facts.approver ?? '还没有审批' },
          { label: '提出时间', value: <Time value={facts.createdAt} /> },
          { label: '生成时间', value: facts.madeAt ? <Time value={facts.madeAt} /> : '没有生成' },
          { label: '用途', value: <span className="whitespace-pre-line">{facts.purpose}</span>, wide: true },
          { label: '专家范围', value: <Conditions conditions={facts.conditions} />, wide: true },
          { label: '列', value: <Columns columns={facts.columns} />, wide: true },
          ...(facts.numbersReason
            ? [{ label: '使用完整号码的理由', value: facts.numbersReason, wide: true as const }]
            : []),
          ...(rows === null
            ? []
            : [
                {
                  label: '文件中的人数',
                  value: recorded === rows ? `${rows} 名，逐人有记录` : `${rows} 名，有记录的 ${recorded} 名`,
                },
              ]),
          { label: '下载', value: `${facts.downloads} 次` },
          ...(facts.sha256
            ? [
                {
                  label: '文件校验值',
                  value: <span className="num break-all">{facts.sha256}</span>,
                  wide: true as const,
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}
