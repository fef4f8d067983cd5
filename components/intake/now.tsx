import { UploadField } from '@/components/file/upload-field'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { RefreshEvery } from '@/components/ui/refresh-every'
import { enterable, enterableIn, noCounts, rowStates, stateLabels, sumOf } from '@/lib/intake/finding.rules'
import type { IntakeView } from '@/lib/intake/intake.dto'
import type { UploadRule } from '@/lib/policy/upload-purposes'
import { CheckButton, ConfirmButton, EndButton, RecheckButton, ResumeButton, StopButton } from './deeds'

type NowProps = { batch: IntakeView; rule: UploadRule; today: string }

/** What a batch is at, and the one thing to do now. */
export function IntakeNow({ batch, rule, today }: NowProps) {
  const { id, version, status } = batch
  const can = (event: string) => batch.events.find(one => one.event === event)
  const key = { id, version }
  switch (status) {
    case 'draft':
      return (
        <Card title="上传名单" actions={<TemplateLink kind={batch.kind} />}>
          <div className="space-y-4">
            {batch.problem && (
              <Alert tone="danger" title="上一份名单没有读出来">
                {batch.problem}
              </Alert>
            )}
            <p className="text-ink-2">每人一行，列名与模板一致，先后顺序可以变。上传后先检查，检查不会改动专家库。</p>
            <UploadField purpose="intakeList" intakeId={id} rule={rule} files={batch.files} required />
            {can('check')?.whyNot === null && <CheckButton {...key} />}
          </div>
        </Card>
      )
    case 'checking':
      return (
        <Card title="正在检查">
          <RefreshEvery seconds={2} />
          <p role="status">
            已读取 <span className="num font-semibold">{batch.readRows}</span>{' '}
            行。名单大的要几分钟，可以离开这一页，稍后再来看结果。
          </p>
        </Card>
      )
    case 'checked':
      return (
        <Card title="检查结果" actions={<Report batch={batch} />}>
          <Shares batch={batch} />
          <div className="mt-4 flex flex-wrap items-center gap-3">
            {can('confirm')?.whyNot === null && (
              <ConfirmButton batch={key} people={enterableIn(batch.counts ?? noCounts)} today={today} />
            )}
            {can('recheck')?.whyNot === null && <RecheckButton {...key} />}
          </div>
          <p className="mt-3 text-sm text-ink-2">
            {can('confirm')?.whyNot ?? (can('confirm') ? '' : '由另一位业务管理员确认后才入库。')}
          </p>
        </Card>
      )
    case 'entering':
    case 'stopped':
      return (
        <Card title={status === 'entering' ? '正在入库' : '已暂停'}>
          {status === 'entering' && <RefreshEvery seconds={2} />}
          <Progress batch={batch} />
          <div className="mt-4 flex flex-wrap gap-3">
            {can('stop') && <StopButton {...key} />}
            {can('resume')?.whyNot === null && <ResumeButton {...key} />}
            {can('end') && <EndButton batch={key} />}
          </div>
          {can('resume')?.whyNot && <p className="mt-3 text-ink-2">{can('resume')?.whyNot}</p>}
        </Card>
      )
    case 'done':
      return (
        <Card title="入库结果" actions={<Report batch={batch} />}>
          <p className="mb-4">
            已入库 <span className="num font-semibold">{batch.done}</span> 人，
            {batch.confirmedBy}确认，启用日期 <span className="num">{batch.goLiveOn}</span>。
            {unreachedOf(batch) > 0 && (
              <>
                另有 <span className="num font-semibold text-danger">{unreachedOf(batch)}</span>{' '}
                行没有办理：名单已到此为止，可以另建一批导入。
              </>
            )}
          </p>
          <Shares batch={batch} />
        </Card>
      )
    case 'dropped':
      return <Alert tone="info">这一批已经取消，名单和检查结果已删除。</Alert>
  }
}

const TemplateLink = ({ kind }: Pick<IntakeView, 'kind'>) => (
  <LinkButton href={`/api/intake-template/${kind}`} size="sm" prefetch={false}>
    下载模板
  </LinkButton>
)

/** Rows that could have come in, of a list that was ended before they did. */
const unreachedOf = ({ status, counts, done }: IntakeView): number =>
  status === 'done' ? Math.max(0, enterableIn(counts ?? noCounts) - done) : 0

const leftOutOf = (batch: IntakeView): number =>
  (batch.counts ? batch.counts.unit + batch.counts.faulty : 0) + unreachedOf(batch)

const Report = ({ batch }: { batch: IntakeView }) =>
  leftOutOf(batch) > 0 &&
  !batch.cleared && (
    <LinkButton href={`/api/intake-report/${batch.id}`} size="sm" prefetch={false}>
      下载未入库的行（Excel）
    </LinkButton>
  )

/** How the rows are shared out. */
function Shares({ batch }: { batch: IntakeView }) {
  const counts = batch.counts ?? noCounts
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
      <Share label="共" count={sumOf(counts)} />
      {rowStates.map(state => (
        <Share
          key={state}
          label={stateLabels[state]}
          count={counts[state]}
          loud={!enterable.includes(state) && counts[state] > 0}
        />
      ))}
    </dl>
  )
}

const Share = ({ label, count, loud }: { label: string; count: number; loud?: boolean }) => (
  <div className="rounded-md border border-line px-3 py-2">
    <dt className="text-sm text-ink-3">{label}</dt>
    <dd className={`num text-xl font-semibold ${loud ? 'text-danger' : ''}`}>{count}</dd>
  </div>
)

function Progress({ batch }: { batch: IntakeView }) {
  const all = enterableIn(batch.counts ?? noCounts)
  const share = all === 0 ? 100 : Math.min(100, Math.round((batch.done / all) * 100))
  return (
    <div>
      <p role="status">
        已入库 <span className="num font-semibold">{batch.done}</span> / <span className="num">{all}</span> 人
      </p>
      <progress className="mt-2 h-2 w-full max-w-xl accent-accent" max={100} value={share} aria-label="入库进度" />
      <p className="mt-2 text-sm text-ink-2">可以离开这一页。中断后会从停下的地方继续，不会重复。</p>
    </div>
  )
}
