import { Chart } from '@/components/chart/chart'
import { ChartBlock } from '@/components/chart/chart-block'
import { DataTable } from '@/components/chart/data-table'
import type { FlowFigures, Slice } from '@/lib/statistics/statistics.dto'
import { dormantSentence, flowSentence, shortMonth, slicesSentence } from '@/lib/statistics/words.rules'

const inOut = [
  { key: 'in', label: '入库' },
  { key: 'out', label: '出库' },
]
const drowsy = [
  { key: 'sleep', label: '进入休眠' },
  { key: 'wake', label: '登录激活' },
]
const only = [{ key: 'count', label: '人数' }]

/** Who came in and who left, who fell asleep and who woke, month by month. */
export function FlowsView({ flows }: { flows: FlowFigures }) {
  const months = flows.months.map(({ month, ...values }) => ({ id: month, label: month, values }))
  const drawn = months.map(row => ({ ...row, label: shortMonth(row.label) }))
  const { in: into, out, sleep, wake, after } = flows
  return (
    <div className="space-y-5">
      <ChartBlock
        title="每月入库和出库"
        sentence={flowSentence(flows)}
        chart={
          <Chart
            kind="columns"
            label={`每月入库和出库的人数。${flowSentence(flows)}`}
            series={inOut}
            rows={drawn}
            unit="人"
          />
        }
        table={
          <DataTable
            caption="每月入库、出库和月末在库的人数"
            head="月份"
            series={[...inOut, { key: 'after', label: '月末在库' }]}
            rows={months}
            unit="人"
            total={{ label: '合计', values: { in: into, out, after } }}
          />
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <SlicesBlock title="入库方式" slices={flows.entries} none="这段时间没有专家入库。" />
        <SlicesBlock title="出库原因" slices={flows.exits} none="这段时间没有专家出库。" />
      </div>
      <ChartBlock
        title="每月休眠和激活"
        sentence={dormantSentence(flows)}
        chart={
          sleep + wake > 0 && (
            <Chart
              kind="columns"
              label={`每月进入休眠和登录激活的人数。${dormantSentence(flows)}`}
              series={drowsy}
              rows={drawn}
              unit="人"
            />
          )
        }
        table={
          <DataTable
            caption="每月进入休眠和登录激活的人数"
            head="月份"
            series={drowsy}
            rows={months}
            unit="人"
            total={{ label: '合计', values: { sleep, wake } }}
          />
        }
      />
    </div>
  )
}

function SlicesBlock({ title, slices, none }: { title: string; slices: readonly Slice[]; none: string }) {
  const sentence = slicesSentence(slices, none)
  const rows = slices.map(({ code, label, count }) => ({ id: code, label, values: { count } }))
  const whole = slices.reduce((sum, slice) => sum + slice.count, 0)
  return (
    <ChartBlock
      title={title}
      sentence={sentence}
      chart={
        rows.length > 0 && <Chart kind="bars" label={`${title}。${sentence}`} series={only} rows={rows} unit="人" />
      }
      table={
        <DataTable
          caption={title}
          head={title}
          series={only}
          rows={rows}
          unit="人"
          total={{ label: '合计', values: { count: whole } }}
          shares={{ whole }}
        />
      }
    />
  )
}
