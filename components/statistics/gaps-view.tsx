import { Chart } from '@/components/chart/chart'
import { ChartBlock } from '@/components/chart/chart-block'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import type { StatisticsParams } from '@/lib/statistics/range.rules'
import type { GapFigures, GapRow } from '@/lib/statistics/statistics.dto'
import { gapSentence } from '@/lib/statistics/words.rules'
import { GapForm } from './gap-form'
import { GapTable } from './gap-table'
import type { Places } from './places'

const DRAWN = 20
const available = [
  { key: 'left', label: '登录正常' },
  { key: 'asleep', label: '即将休眠' },
]

type GapsViewProps = { gaps: GapFigures; base: string; params: StatisticsParams; places: Places }

/** Where experts are missing, soon will be, or come from one unit. */
export function GapsView({ gaps, base, params, places }: GapsViewProps) {
  const { threshold } = params
  const { until, thin, soon, concentrated, empty } = gaps
  const sentence = gapSentence(gaps, threshold)
  const drawn = thin.slice(0, DRAWN).map(row => ({
    id: row.code,
    label: row.label,
    values: { left: row.available - row.asleep, asleep: row.asleep },
  }))
  const series = until === null ? available.slice(0, 1) : available
  return (
    <div className="space-y-5">
      <GapForm base={base} params={params} />
      <ChartBlock
        title={`可用专家不足 ${threshold} 人的学科`}
        sentence={sentence}
        chart={
          drawn.length > 0 && (
            <>
              <Chart kind="bars" label={`专家最少的学科。${sentence}`} series={series} rows={drawn} unit="人" stacked />
              {thin.length > DRAWN && (
                <p className="mt-2 text-sm text-ink-3">图中是专家最少的 {DRAWN} 个，其余见数据表。</p>
              )}
            </>
          )
        }
        table={<GapTable caption="专家不足的学科" rows={thin} until={until} places={places} />}
        open
        beside
      />
      {until !== null && (
        <Gaps
          title="即将不足的学科"
          words={`到 ${until} 一直没有登录的转为休眠之后，就会不足 ${threshold} 人。`}
          none="没有这样的学科。"
          rows={soon}
          until={until}
          places={places}
        />
      )}
      <Gaps
        title="集中在一个单位的学科"
        words="一半以上的可用专家来自同一个单位，评审这个单位的项目时要回避。"
        none="没有这样的学科。"
        rows={concentrated}
        until={until}
        places={places}
      />
      {empty.length > 0 && (
        <Card title={`没有可用专家的学科：${empty.length} 个`}>
          <Disclosure summary="查看名称">
            <p className="text-ink-2">{empty.map(one => one.label).join('、')}</p>
          </Disclosure>
        </Card>
      )}
    </div>
  )
}

type GapsProps = {
  title: string
  words: string
  none: string
  rows: readonly GapRow[]
  until: string | null
  places: Places
}

function Gaps({ title, words, none, rows, until, places }: GapsProps) {
  return (
    <Card title={`${title}：${rows.length} 个`} description={words} flush>
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-ink-2 sm:px-5">{none}</p>
      ) : (
        <GapTable caption={title} rows={rows} until={until} places={places} />
      )}
    </Card>
  )
}
