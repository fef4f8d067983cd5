import { Alert } from '@/components/ui/alert'
import { Badge } from '@/components/ui/badge'
import { buttonClass } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { RefreshEvery } from '@/components/ui/refresh-every'
import { StepProgress } from '@/components/ui/step-progress'
import { Time } from '@/components/ui/time'
import type { Actor } from '@/lib/access/actor'
import { found } from '@/lib/auth/page'
import type { SealPart, SealView } from '@/lib/draw/seal.dto'
import { viewSeals } from '@/lib/draw/seal-view.dal'
import { ReckoningNote } from './reckoning-note'
import { ContributeButton } from './seal-contribute'
import { EndSealButton, RevealButton, SealAgainButton, StopSealingButton } from './seal-deeds'

/** 封存 of a request's rounds: how far they are, what is wanted of whom, and one's own part of the three. */
export async function SealSection({ actor, requestId }: { actor: Actor; requestId: string }) {
  const views = await found(viewSeals(actor, requestId))
  if (views.length === 0) return null
  return (
    <div className="mb-5 space-y-5">
      {views.map(view => (
        <SealCard key={view.roundId} view={view} />
      ))}
    </div>
  )
}

function SealCard({ view }: { view: SealView }) {
  const { seal, trouble, parts, role, shows, ended } = view
  return (
    <Card
      title={`封存与三方内容：${view.label}`}
      description="抽取以前，候选名单、要求和抽签方案先封存编号；使用单位、抽取人、监督人员各交一份内容，合成决定结果的随机种子。谁也不能单独决定结果。"
    >
      <StepProgress steps={view.steps} label="封存到抽取的步骤" />
      {trouble ? (
        <Alert tone="warning" title="没有封存成功" className="mt-5">
          {trouble}
        </Alert>
      ) : (
        <p className="mt-5 font-semibold" role="status">
          {view.next}
        </p>
      )}
      {view.underWay && <RefreshEvery seconds={5} />}
      {view.reckoning && <ReckoningNote reckoning={view.reckoning} />}
      {(role || shows || view.mayTryAgain || view.mayStop) && (
        <div className="mt-4 flex flex-wrap gap-3">
          {role && seal && <ContributeButton sealId={seal.id} number={seal.number} role={role} />}
          {shows && seal && <RevealButton sealId={seal.id} />}
          {view.mayTryAgain && <SealAgainButton roundId={view.roundId} />}
          {view.mayStop && <StopSealingButton roundId={view.roundId} />}
        </div>
      )}
      {view.nobody && (
        <Alert tone="warning" title="还缺人员" className="mt-4">
          {view.nobody}
        </Alert>
      )}
      {seal && (
        <>
          <div className="mt-5">
            <DescriptionList
              columns={2}
              items={[
                { label: '封存编号', value: <span className="num">{seal.number}</span> },
                { label: '封存时间', value: <Time value={seal.sealedAt} /> },
                ...(seal.people === null ? [] : [{ label: '候选人数', value: `${seal.people} 名` }]),
                { label: '封存值', value: <code className="num break-all text-sm">{seal.hash}</code>, wide: true },
              ]}
            />
          </div>
          <ul className="mt-4 divide-y divide-line" aria-label="三方内容">
            {parts.map(part => (
              <Part key={part.role} part={part} />
            ))}
          </ul>
          <div className="mt-4 flex flex-wrap items-center gap-3">
            {seal.people !== null && (
              <a href={`/api/draws/seals/${seal.id}`} download className={buttonClass()}>
                下载封存文件
              </a>
            )}
            <Link href={`/draws/${seal.number}`} className="text-accent-strong underline">
              公开记录
            </Link>
            {view.mayEnd && <EndSealButton sealId={seal.id} number={seal.number} />}
          </div>
          <p className="mt-3 text-sm text-ink-2">
            抄下封存编号和封存值，名单公开以后可以与抽取证书核对：封存以后有一处改动，封存值就不同。
          </p>
        </>
      )}
      {ended.length > 0 && <Ended ended={ended} />}
    </Card>
  )
}

const keepers = { system: '由系统保管', self: '自己保管' } as const

function Part({ part }: { part: SealPart }) {
  const { label, name, committedAt, commitment, keeper, revealedAt, contribution } = part
  return (
    <li className="py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">{label}</span>
        {committedAt ? (
          <span className="text-ink-2">
            {name}，<Time value={committedAt} /> 提交{keeper && `，${keepers[keeper]}`}
          </span>
        ) : (
          <span className="text-ink-3">还没有交</span>
        )}
        {revealedAt ? (
          <Badge tone="success">已公开</Badge>
        ) : committedAt ? (
          <Badge tone="info">已交，未公开</Badge>
        ) : null}
      </p>
      {commitment && <p className="num mt-1 break-all text-sm text-ink-3">校验值 {commitment}</p>}
      {contribution !== null && <p className="mt-1 break-words whitespace-pre-wrap">{contribution}</p>}
    </li>
  )
}

const Ended = ({ ended }: { ended: SealView['ended'] }) => (
  <div className="mt-5">
    <h3 className="font-semibold">已经结束的封存</h3>
    <ul className="mt-2 space-y-2">
      {ended.map(one => (
        <li key={one.number} className="text-sm text-ink-2">
          <span className="num">{one.number}</span>，<Time value={one.endedAt} /> 结束{one.by && `（${one.by}）`}
          ，原因：{one.reason}
          <span className="num block break-all text-ink-3">封存值 {one.hash}</span>
        </li>
      ))}
    </ul>
  </div>
)
