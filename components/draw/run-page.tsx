import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { outLabels, outReasons } from '@/lib/draw/pool.rules'
import type { Attempt, OutcomeGroup, RunRound, RunView } from '@/lib/draw/run.dto'
import { waysWords } from '@/lib/draw/run.rules'
import { methodWords } from '@/lib/draw/seal.rules'
import { ChanceRange } from './chance-range'
import { HealthView } from './health-view'
import { OutcomeFeatures } from './outcome-features'
import { RunButton, VoidButton } from './run-deeds'

/** The operator's page: what the pool is like, the button, what was drawn as counts, and every attempt. */
export function RunPage({ view }: { view: RunView }) {
  if (view.rounds.length === 0)
    return <EmptyState title="还没有可以抽取的轮次" why="需求经业务管理员同意后，在这里抽取。" />
  return (
    <div className="space-y-5">
      {view.rounds.map(round => (
        <Round key={round.id} round={round} requestId={view.id} number={view.number} published={view.published} />
      ))}
    </div>
  )
}

type RoundProps = { round: RunRound; requestId: string; number: string; published: boolean }

function Round({ round, requestId, number, published }: RoundProps) {
  const { health, whyNotDraw, attempts, byLottery } = round
  const drawable = whyNotDraw === null && (byLottery || health?.state === 'yes')
  return (
    <section className="space-y-5" aria-label={`第 ${round.number} 轮`}>
      {(health || whyNotDraw !== undefined) && round.status === 'approved' && (
        <Card
          title={`第 ${round.number} 轮 ${round.label}`}
          description={
            byLottery
              ? '点「抽取」时按封存的方案和三方的种子得出结果，并重新核对一遍：已休眠、请假、另有评审或需要回避的，按封存的顺序由同类的下一位顶上。'
              : '点「抽取」时系统重新核对一遍：此后休眠、请假、另有评审或需要回避的，不会被抽中。'
          }
          actions={<Badge tone="info">{round.statusLabel}</Badge>}
        >
          {health && <HealthView health={health} />}
          {drawable && (
            <div className={health ? 'mt-5' : ''}>
              <RunButton roundId={round.id} version={round.version} number={number} />
            </div>
          )}
          {whyNotDraw && (
            <div className={health ? 'mt-4' : ''}>
              <Alert tone="info">{whyNotDraw}</Alert>
            </div>
          )}
        </Card>
      )}
      {attempts.map(attempt => (
        <AttemptCard key={attempt.id} attempt={attempt} {...{ round, requestId, number, published }} />
      ))}
    </section>
  )
}

function AttemptCard({ attempt, round, requestId, number, published }: RoundProps & { attempt: Attempt }) {
  const { voided, whyNotVoid, sealed } = attempt
  return (
    <Card
      title={`第 ${round.number} 轮 ${round.label}，第 ${attempt.attempt} 次抽取`}
      actions={voided ? <Badge tone="danger">已宣布无效</Badge> : <Badge tone="success">有效</Badge>}
    >
      {voided && (
        <Alert tone="warning" title="这次抽取已宣布无效" className="mb-4">
          <Time value={voided.at} />
          ，原因：{voided.reason}
        </Alert>
      )}
      {sealed && sealed.open > 0 && !voided && (
        <Alert tone="warning" title={`还缺 ${sealed.open} 人，需要补抽`} className="mb-4">
          同类的专家已经没有可以顶上的。请使用单位提出补抽，另行审批。
        </Alert>
      )}
      <Outcome groups={attempt.outcome} voided={voided !== null} />
      <DescriptionList
        columns={2}
        items={[
          { label: '抽取时间', value: <Time value={attempt.drawnAt} /> },
          { label: '抽取人', value: attempt.operator },
          { label: '用时', value: `${(attempt.took / 1000).toFixed(1)} 秒` },
          ...(sealed
            ? [
                { label: '封存编号', value: <span className="num">{sealed.number}</span> },
                { label: '抽取办法', value: methodWords[sealed.method] },
                ...(sealed.passed?.length ? [{ label: '抽中后未能邀请', value: passedWords(sealed.passed) }] : []),
              ]
            : [{ label: '可能的名单', value: `${waysWords(attempt.ways)}，抽到每一种的机会相同` }]),
          {
            label: sealed ? '封存时的人选' : '抽取时的人选',
            value: attempt.counts ? <Counts counts={attempt.counts} /> : '您是提出需求的人，名单公开后显示',
            wide: true,
          },
          {
            label: '程序版本',
            value: sealed ? attempt.engineVersion : `第 ${attempt.engineVersion} 版，均匀抽取`,
            wide: true,
          },
          { label: sealed ? '封存值' : '候选与要求', value: <Hash value={attempt.problemHash} />, wide: true },
          { label: '随机种子校验值', value: <Hash value={attempt.seedHash} />, wide: true },
          { label: sealed ? '证书校验值' : '抽取结果', value: <Hash value={attempt.selectionHash} />, wide: true },
        ]}
      />
      <p className="mt-3 text-sm text-ink-2">
        以上三行是校验值（SHA-256）。凭编号 {number} 和抽取记录，可以在服务器上重新算出同一份名单。
        {!published && `名单公开后，可以下载没有姓名的${fileWords(sealed)}，不连本系统核对。`}
      </p>
      {published && (
        <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
          <a href={`/api/draws/attempts/${attempt.id}`} download className={buttonClass()}>
            下载{fileWords(sealed)}
          </a>
          <span className="text-sm text-ink-2">
            里面没有姓名，任何人可以在
            <Link href="/verify" className="text-accent-strong underline">
              核验抽取结果
            </Link>
            页上自己重新计算，文件不会上传。
          </span>
          {sealed && (
            <Link
              href={`/bureau/draws/${requestId}/certificate/${sealed.number}`}
              className="text-accent-strong underline"
            >
              查看、打印证书（含姓名）
            </Link>
          )}
        </p>
      )}
      {whyNotVoid === null && (
        <div className="mt-4">
          <VoidButton drawId={attempt.id} version={round.version} attempt={attempt.attempt} />
        </div>
      )}
      {whyNotVoid && <p className="mt-3 text-sm text-ink-2">{whyNotVoid}</p>}
    </Card>
  )
}

const fileWords = (sealed: Attempt['sealed']) => (sealed ? '抽取证书' : '抽取记录文件')

const passedWords = (passed: readonly { label: string; count: number }[]) =>
  passed.map(({ label, count }) => `${label} ${count} 人`).join('，')

const Hash = ({ value }: { value: string }) => <code className="num break-all text-sm">{value}</code>

function Outcome({ groups, voided }: { groups: readonly OutcomeGroup[]; voided: boolean }) {
  return (
    <ul className="mb-4 space-y-2">
      {groups.map(({ name, size, chances, features }) => (
        <li key={name}>
          <span className="mr-2 font-semibold">{name}</span>
          {voided ? '曾抽出 ' : '抽出 '}
          <span className="num">{size}</span> 名
          {chances && (
            <span className="block text-sm text-ink-2">
              <ChanceRange {...chances} />
            </span>
          )}
          <OutcomeFeatures features={features} />
        </li>
      ))}
    </ul>
  )
}

function Counts({ counts }: { counts: NonNullable<Attempt['counts']> }) {
  return (
    <ul>
      {counts.map(({ name, eligible, excluded }) => {
        const out = outReasons.flatMap(reason => (excluded[reason] ? [`${outLabels[reason]} ${excluded[reason]}`] : []))
        return (
          <li key={name}>
            {name}：可抽 <span className="num">{eligible}</span> 名{out.length > 0 && `；除外：${out.join('，')}`}
          </li>
        )
      })}
    </ul>
  )
}
