import { dimensions } from '@/lib/statistics/dimension.rules'
import { changeWords } from '@/lib/statistics/report.rules'
import type { YearReport } from '@/lib/statistics/statistics.dto'
import {
  deskSentence,
  dimensionTitles,
  flowSentence,
  gapSentence,
  people,
  slicesSentence,
} from '@/lib/statistics/words.rules'
import { DeskTable } from './desk-table'
import { GapTable } from './gap-table'
import { Part, ReportTable, SliceTable } from './report-parts'

const DISCIPLINES = 30
const REGIONS = 20

/** The report of a year as it is printed: figures in words and tables, nothing that must be clicked. */
export function ReportView({ report }: { report: YearReport }) {
  const { year, flows, desks, gaps } = report
  const whole = flows.after
  const thin = gaps.thin
  return (
    <article className="report mx-auto max-w-[52rem] rounded-lg border border-line bg-paper px-5 py-8 sm:px-12 print:max-w-none print:border-0 print:p-0">
      <header className="border-b-2 border-ink pb-4 text-center">
        <p className="text-ink-2">{report.authority}</p>
        <h1 className="mt-1 text-2xl">{year} 年度科技专家库统计报告</h1>
        <p className="num mt-2 text-sm text-ink-2">
          统计期间 {year}-01-01 至 {report.until} · 制表日期 {report.madeOn} · 规则版本 {report.policyVersion}
        </p>
        {!report.final && <p className="mt-1 font-semibold">本年度尚未结束，以下为截至 {report.until} 的数据。</p>}
      </header>
      <Part title="一、总体情况" sentence={flowSentence(flows)}>
        <Overview report={report} />
      </Part>
      <Part title="二、专家构成" sentence="增减是与上年末相比的人数。">
        <div className="gap-8 sm:columns-2 print:columns-2">
          {dimensions
            .filter(dimension => dimension !== 'region' && report.structure[dimension].length > 0)
            .map(dimension => (
              <div key={dimension} className="break-inside-avoid">
                <SliceTable title={dimensionTitles[dimension]} slices={report.structure[dimension]} whole={whole} />
              </div>
            ))}
        </div>
        <SliceTable title="地区" slices={report.structure.region} whole={whole} shown={REGIONS} />
      </Part>
      <Part title="三、学科分布" sentence="按一级学科统计，一人可以有几个学科，各学科人数相加可能多于总人数。">
        <SliceTable title="一级学科" slices={report.disciplines} whole={whole} shown={DISCIPLINES} />
      </Part>
      <Part title="四、入库与出库" sentence={slicesSentence(flows.entries, '本年度没有专家入库。')}>
        <ReportTable
          caption="每月入库和出库"
          heads={['月份', '入库', '出库', '进入休眠', '登录激活', '月末在库']}
          rows={monthsOf(report)}
          total={['全年', flows.in, flows.out, flows.sleep, flows.wake, flows.after]}
        />
        <div className="mt-4 grid gap-x-8 gap-y-4 sm:grid-cols-2 print:grid-cols-2">
          <ReportTable
            caption="入库方式"
            heads={['入库方式', '人数']}
            rows={flows.entries.map(({ label, count }) => [label, count])}
            total={['合计', flows.in]}
          />
          <ReportTable
            caption="出库原因"
            heads={['出库原因', '人数']}
            rows={flows.exits.map(({ label, count }) => [label, count])}
            total={['合计', flows.out]}
          />
        </div>
      </Part>
      <Part title="五、办理时长" sentence="从申请到达一个环节到办结的工作日数；到达当天不计。">
        <DeskTable desks={desks} past />
        <ul className="mt-2 text-sm text-ink-2">
          {desks
            .filter(desk => desk.handled > 0)
            .map(desk => (
              <li key={desk.desk}>
                {desk.label}：{deskSentence({ ...desk, waiting: 0 }).replace('现在没有待办。', '')}
              </li>
            ))}
        </ul>
      </Part>
      <Part title="六、公示与异议" sentence={publicitySentence(report)} />
      <Part
        title="七、学科缺口"
        sentence={`截至 ${report.madeOn}，${gapSentence(gaps, gaps.threshold)}可用的专家是在库、没有休眠的。`}
      >
        {thin.length > 0 && <GapTable caption="专家不足的学科" rows={thin} until={gaps.until} />}
        {gaps.empty.length > 0 && (
          <p className="mt-3 text-sm">没有可用专家的学科：{gaps.empty.map(one => one.label).join('、')}。</p>
        )}
      </Part>
      <footer className="mt-8 border-t border-line-2 pt-3 text-sm text-ink-2">
        <p>
          在库人数、入库和出库按办理记录统计；年末专家的职称、学科、单位等按制表当日的信息统计。
          {report.final ? '本报告在年度结束后生成，不再变动。' : '年度结束后系统生成的正式报告不再变动。'}
        </p>
      </footer>
    </article>
  )
}

function Overview({ report: { flows, lastYear } }: { report: YearReport }) {
  const line = (label: string, key: 'before' | 'in' | 'out' | 'after' | 'sleep' | 'wake') =>
    [label, flows[key], lastYear?.[key] ?? null, changeWords(flows[key], lastYear?.[key])] as const
  return (
    <ReportTable
      caption="总体情况"
      heads={['项目（人）', '本年', '上年', '增减']}
      rows={[
        line('年初在库', 'before'),
        line('入库', 'in'),
        line('出库', 'out'),
        line('期末在库', 'after'),
        line('进入休眠', 'sleep'),
        line('登录激活', 'wake'),
      ]}
    />
  )
}

/** The months that have begun. */
const monthsOf = ({ flows, until }: YearReport) =>
  flows.months
    .filter(({ month }) => month <= until.slice(0, 7))
    .map(row => [row.month, row.in, row.out, row.sleep, row.wake, row.after] as const)

function publicitySentence({ publicity }: YearReport): string {
  const { batches, objections, anonymous, upheld, dismissed, open } = publicity
  if (batches === 0 && objections === 0) return '本年度没有公示。'
  const results = `成立 ${upheld} 件，不成立 ${dismissed} 件${open > 0 ? `，还在核查 ${open} 件` : ''}`
  const words = objections === 0 ? '没有收到异议' : `收到异议 ${objections} 件，其中匿名 ${anonymous} 件；${results}`
  return `发布公示 ${batches} 批，公示 ${people(publicity.people)}；${words}。`
}
