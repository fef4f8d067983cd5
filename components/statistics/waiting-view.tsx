import { Chart } from '@/components/chart/chart'
import { ChartBlock } from '@/components/chart/chart-block'
import { DataTable } from '@/components/chart/data-table'
import { Card } from '@/components/ui/card'
import type { DeskFigures } from '@/lib/statistics/statistics.dto'
import { deskSentence, shortMonth } from '@/lib/statistics/words.rules'
import { DeskTable } from './desk-table'

const lengths = [
  { key: 'median', label: '一半不超过' },
  { key: 'ninety', label: '九成不超过' },
  { key: 'aim', label: '时限' },
]
const handled = [
  { key: 'handled', label: '办结' },
  { key: 'within', label: '时限内' },
]

/** How long applications stand at each desk, in working days. */
export function WaitingView({ desks }: { desks: readonly DeskFigures[] }) {
  const overview = desks.map(({ desk, label, median, ninety, aim }) => ({
    id: desk,
    label,
    values: { median, ninety, aim },
  }))
  return (
    <div className="space-y-5">
      <ChartBlock
        title="各环节的办理时长"
        sentence="从申请到达一个环节到办结的工作日数；到达当天不计。公示从拟入库计到公示结束，没有时限。"
        chart={
          <Chart
            kind="bars"
            label={`各环节办理时长的工作日数。${desks.map(desk => `${desk.label}：${deskSentence(desk)}`).join('')}`}
            series={lengths}
            rows={overview}
            unit="个工作日"
          />
        }
        table={<DeskTable desks={desks} />}
        open
      />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        {desks.map(desk => (
          <DeskBlock key={desk.desk} desk={desk} />
        ))}
      </div>
      <Card title="怎样计算">
        <p className="text-ink-2">
          按办结的时间归入月份。推荐、通过、退回修改、不通过都算办结，申请人自己撤回的不算。时限按现行规则，工作日按国家放假安排和本局的调整。
        </p>
      </Card>
    </div>
  )
}

function DeskBlock({ desk }: { desk: DeskFigures }) {
  const sentence = deskSentence(desk)
  const rows = desk.months.map(({ month, ...values }) => ({ id: month, label: month, values }))
  const series = desk.aim === null ? handled.slice(0, 1) : handled
  return (
    <ChartBlock
      title={desk.label}
      sentence={sentence}
      chart={
        desk.handled > 0 && (
          <Chart
            kind="columns"
            label={`${desk.label}每月办结的份数。${sentence}`}
            series={series}
            rows={rows.map(row => ({ ...row, label: shortMonth(row.label) }))}
            unit="份"
          />
        )
      }
      table={
        <>
          <DataTable
            caption={`${desk.label}每月办结`}
            head="月份"
            series={series}
            rows={rows}
            unit="份"
            total={{ label: '合计', values: { handled: desk.handled, within: desk.within } }}
          />
          <div className="mt-4">
            <DataTable
              caption={`${desk.label}每月办理时长的中位数`}
              head="月份"
              series={[{ key: 'median', label: '一半不超过' }]}
              rows={rows}
              unit="个工作日"
              total={{ label: '全部', values: { median: desk.median } }}
            />
          </div>
        </>
      }
    />
  )
}
