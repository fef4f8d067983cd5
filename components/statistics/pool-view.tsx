import { Chart } from '@/components/chart/chart'
import { ChartBlock } from '@/components/chart/chart-block'
import type { ChartRow } from '@/components/chart/chart-data'
import { DataTable } from '@/components/chart/data-table'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { type Dimension, dimensions } from '@/lib/statistics/dimension.rules'
import type { DisciplineFigures, PoolFigures } from '@/lib/statistics/statistics.dto'
import { dimensionSentence, dimensionTitles, disciplineSentence } from '@/lib/statistics/words.rules'
import type { Places } from './places'

const series = [{ key: 'count', label: '专家' }]
const DRAWN = 15

/** The longest bars; that there are more is said below them. */
const Bars = ({ label, rows }: { label: string; rows: readonly ChartRow[] }) => (
  <>
    <Chart kind="bars" label={label} series={series} rows={rows.slice(0, DRAWN)} unit="人" />
    {rows.length > DRAWN && <p className="mt-2 text-sm text-ink-3">图中是人数最多的 {DRAWN} 个，其余见数据表。</p>}
  </>
)

type PoolViewProps = { pool: PoolFigures; disciplines: DisciplineFigures; places: Places }

/** Who is in the pool, divided in every way. */
export function PoolView({ pool, disciplines, places }: PoolViewProps) {
  if (pool.total === 0)
    return (
      <Card>
        <EmptyState
          title="没有在库专家"
          why="统计范围内的单位这时没有在库专家。有专家入库之后，这里按学科、地区、年龄等显示。"
        />
      </Card>
    )
  const shown = dimensions.filter(dimension => pool.by[dimension].length > 0)
  return (
    <div className="space-y-5">
      <DisciplineBlock disciplines={disciplines} places={places} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        {shown.map(dimension => (
          <DimensionBlock key={dimension} dimension={dimension} pool={pool} places={places} />
        ))}
      </div>
    </div>
  )
}

function DisciplineBlock({ disciplines, places }: Omit<PoolViewProps, 'pool'>) {
  const { way, total, slices } = disciplines
  const place = way.at(-1)
  const rows = slices.map(({ leaf, ...slice }) => ({
    id: slice.code,
    label: slice.label,
    values: { count: slice.count },
    // those who name it and nothing below it are no list of their own
    href: slice.code === place?.code ? undefined : places.experts?.('discipline', slice),
    into: leaf ? undefined : places.under(slice.code),
  }))
  const above = way.map((step, at) => ({
    label: step.label,
    ...(at < way.length - 1 && { href: places.under(step.code) }),
  }))
  return (
    <div>
      {place && (
        <div className="mb-2">
          <Breadcrumb items={[{ label: '全部学科', href: places.under(null) }, ...above]} />
        </div>
      )}
      <ChartBlock
        title={place ? `学科：${place.label}` : '学科'}
        sentence={disciplineSentence(disciplines)}
        chart={
          <Bars
            label={`${place?.label ?? '各一级学科'}的在库专家人数。${disciplineSentence(disciplines)}`}
            rows={rows}
          />
        }
        table={
          <>
            <DataTable
              caption="按学科统计的在库专家"
              head={place ? '学科' : '一级学科'}
              series={series}
              rows={rows}
              unit="人"
              total={{ label: '合计（每人计一次）', values: { count: total } }}
              shares={{ whole: total }}
            />
            <p className="mt-2 text-sm text-ink-3">一人可以有几个学科，各学科人数相加可能多于合计。</p>
          </>
        }
        open
        beside
      />
    </div>
  )
}

function DimensionBlock({ dimension, pool, places }: { dimension: Dimension; pool: PoolFigures; places: Places }) {
  const title = dimensionTitles[dimension]
  const sentence = dimensionSentence(dimension, pool)
  const rows = pool.by[dimension].map(slice => ({
    id: slice.code,
    label: slice.label,
    values: { count: slice.count },
    href: places.experts?.(dimension, slice),
  }))
  return (
    <ChartBlock
      title={title}
      sentence={sentence}
      chart={<Bars label={`按${title}统计的在库专家人数。${sentence}`} rows={rows} />}
      table={
        <DataTable
          caption={`按${title}统计的在库专家`}
          head={title}
          series={series}
          rows={rows}
          unit="人"
          total={{ label: '合计', values: { count: pool.total } }}
          shares={{ whole: pool.total }}
        />
      }
    />
  )
}
