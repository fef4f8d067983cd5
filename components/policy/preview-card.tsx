import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { Link } from '@/components/ui/link'
import { RefreshEvery } from '@/components/ui/refresh-every'
import { Time } from '@/components/ui/time'
import { DeedButton } from '@/components/workflow/deed-button'
import { previewDraftAction } from '@/lib/policy/console/console.actions'
import type { DraftView, PreviewView } from '@/lib/policy/console/console.dto'
import type { Preview } from '@/lib/policy/console/preview.rules'

const Line = ({ children }: { children: React.ReactNode }) => <li className="num">{children}</li>

function Pool({ pool }: { pool: NonNullable<Preview['pool']> }) {
  const disciplines = Object.entries(pool.byDiscipline).sort(([, a], [, b]) => b - a)
  return (
    <>
      <Line>
        在库专家 {pool.looked} 人：按新规则不再符合入库条件的 <b>{pool.lost}</b> 人，由不符合变为符合的{' '}
        <b>{pool.gained}</b> 人。新规则不会让在库专家自动出库。
      </Line>
      {pool.lost > 0 && (
        <li className="space-y-1">
          {disciplines.length > 0 && (
            <p className="num text-ink-2">
              不再符合的，按学科：{disciplines.map(([name, count]) => `${name} ${count} 人`).join('、')}
            </p>
          )}
          <Disclosure
            summary={`查看名单${pool.lost > pool.lostSample.length ? `（前 ${pool.lostSample.length} 人）` : ''}`}
          >
            <ul>
              {pool.lostSample.map(({ id, name, unitName }) => (
                <li key={id} className="flex flex-wrap gap-x-3">
                  <Link href={`/bureau/experts/${id}`} prefetch={false} className="text-accent-strong">
                    {name}
                  </Link>
                  <span className="min-w-0 break-words text-ink-2">{unitName}</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        </li>
      )}
    </>
  )
}

const numbers = (list: readonly string[]) => (list.length > 0 ? `（${list.join('、')}）` : '')

function Results({ preview }: { preview: PreviewView }) {
  const { pool, open, membership } = preview.results
  if (!pool && !open && !membership)
    return <p>这些改动不涉及入库条件和在库年限，不影响专家是否符合条件、是否休眠或出库。</p>
  return (
    <ul className="space-y-2">
      {pool && <Pool pool={pool} />}
      {open && (
        <Line>
          正在办理的入库申请 {open.looked} 份：由符合变为不符合的 <b>{open.lost}</b> 份{numbers(open.lostSample)}
          ，由不符合变为符合的 <b>{open.gained}</b> 份{numbers(open.gainedSample)}。
        </Line>
      )}
      {membership && (
        <Line>
          到期应当休眠的：现在 {membership.sleepBefore} 人，按新规则 <b>{membership.sleepAfter}</b>{' '}
          人；到期应当自动出库的：现在 {membership.leaveBefore} 人，按新规则 <b>{membership.leaveAfter}</b>{' '}
          人（出库前仍要先提醒）。
        </Line>
      )}
    </ul>
  )
}

/** What the draft would change, in numbers. Server side. */
export function PreviewCard({ draft, mayEdit }: { draft: DraftView; mayEdit: boolean }) {
  const { preview, id, version } = draft
  const running = preview !== null && preview.finishedAt === null
  return (
    <Card
      title="发布以后的影响"
      description={
        preview?.finishedAt ? (
          <>
            <Time value={preview.finishedAt} /> 计算，按当天的情况
          </>
        ) : undefined
      }
      actions={
        mayEdit &&
        !running && (
          <span data-no-print>
            <DeedButton action={previewDraftAction} input={{ id, version }} pendingLabel="正在计算…" size="sm">
              {preview ? '重新计算' : '计算影响'}
            </DeedButton>
          </span>
        )
      }
    >
      {!preview && <p className="text-ink-2">还没有计算。发布以前请先看看有多少专家和申请会受影响。</p>}
      {running && (
        <Alert title={`正在计算：已看 ${preview.done} 人，共 ${preview.total} 人`}>
          系统在后台计算，可以离开这一页，稍后回来看结果。
          <RefreshEvery seconds={4} />
        </Alert>
      )}
      {preview?.finishedAt && <Results preview={preview} />}
    </Card>
  )
}
