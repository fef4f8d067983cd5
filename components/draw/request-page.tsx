import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { History } from '@/components/workflow/history'
import type { AskView, DrawView } from '@/lib/draw/request.dto'
import { sessionWords } from '@/lib/draw/request-time.rules'
import { minutesWords, unlockWords } from '@/lib/draw/request-words.rules'
import type { DrawBase } from './draw-tabs'
import { Changes } from './request-changes'
import { RequestDecision } from './request-decision'
import { LaterRound } from './request-rounds'
import { drawTone } from './status'

/** One request as a page to read: facts, groups with their conditions in words, later rounds, the decision, the past. */
type RequestPageProps = { draw: DrawView; base: DrawBase; health?: ReactNode; materials?: ReactNode }

export function RequestPage({ draw, base, health, materials }: RequestPageProps) {
  const { first, later } = draw
  const decides = draw.events.some(({ event }) => event === 'approve' || event === 'return')
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="min-w-0 space-y-5">
        {first.missing && <Missing missing={first.missing} returned={draw.status === 'returned' ? draw : null} />}
        {draw.listed.subjects === 0 && (first.missing || decides) && (
          <NoSubjects href={first.missing ? `${base}/${draw.id}/subjects` : null} />
        )}
        {first.changes && <Changes changes={first.changes} />}
        {later.toReversed().map(round => (
          <LaterRound key={round.id} round={round} draw={draw} base={base} />
        ))}
        <Card title="评审活动">
          <DescriptionList
            columns={1}
            items={[
              { label: '使用单位', value: draw.requester },
              { label: '用途', value: draw.purpose },
              ...(draw.purposeNote ? [{ label: '用途说明', value: draw.purposeNote }] : []),
              { label: '评审时间', value: sessionWords(draw.sessionFrom, draw.sessionTo) },
              { label: '评审地点', value: draw.place },
              { label: '答复时限', value: `通知后 ${minutesWords(draw.answerMinutes)}内` },
              { label: '名单公开', value: unlockWords(draw.unlock, draw.unlockAt, draw.unseal) },
              ...(draw.briefing ? [{ label: '参会须知', value: draw.briefing }] : []),
              ...(draw.caps.length > 0 ? [{ label: '各组合计的上限', value: draw.caps.join('；') }] : []),
            ]}
          />
        </Card>
        <ListedCard listed={draw.listed} href={`${base}/${draw.id}/subjects`} />
        {materials}
        {first.groups.map(group => (
          <GroupCard key={group.id} group={group} />
        ))}
      </div>
      <div className="space-y-5">
        {health}
        <RequestDecision
          id={draw.id}
          version={draw.version}
          askHash={first.askHash ?? ''}
          byLottery={first.byLottery}
          subject={`抽取需求 ${draw.number}`}
          events={draw.events}
        />
        <Card title="办理记录">
          <History steps={draw.history} toneOf={drawTone} />
        </Card>
      </div>
    </div>
  )
}

/** What is approved along with it, and stands on a page of its own. */
const ListedCard = ({
  listed: { subjects, avoidances, changes, declared },
  href,
}: {
  listed: DrawView['listed']
  href: string
}) => (
  <Card
    title="评审对象与回避"
    actions={
      <Link href={href} className="text-accent-strong underline">
        查看
      </Link>
    }
  >
    <p>
      评审对象 {subjects} 个，已采纳的声明回避 {avoidances} 条，与需求一并审批。
      {changes > 0 && <span className="ml-1 text-warning">另有 {changes} 条变更等待核准。</span>}
      {declared > 0 && (
        <span className="ml-1 text-warning">另有 {declared} 条声明回避等待核准，采纳或不采纳以后才能同意和抽取。</span>
      )}
    </p>
  </Card>
)

export const GroupCard = ({ group }: { group: AskView }) => (
  <Card title={group.name}>
    <DescriptionList columns={1} items={group.lines.map(({ label, words }) => ({ label, value: words }))} />
  </Card>
)

/**
 * Some reviews have none; of the others it would only be seen when it is too late.
 * @param href where they are written down; null: the reader agrees or sends back, and writes nothing
 */
const NoSubjects = ({ href }: { href: string | null }) => (
  <Alert tone="warning" title="还没有登记评审对象">
    没有评审对象，系统就无法比对专家与它的回避关系，抽取时谁也不会因此排除。这次评审有评审对象的，请
    {href ? (
      <>
        先
        <Link href={href} className="text-accent-strong underline">
          登记评审对象
        </Link>
      </>
    ) : (
      '退回，由提出人登记后再提交'
    )}
    。
  </Alert>
)

/** What is still missing before it can be sent, and why it was returned. */
function Missing({ missing, returned }: { missing: string[]; returned: DrawView | null }) {
  const why = returned?.history.findLast(step => step.to === 'returned')?.opinion
  return (
    <>
      {why && (
        <Alert tone="warning" title="被退回，请修改后再次提交">
          {why}
        </Alert>
      )}
      {missing.length > 0 ? (
        <Alert tone="info" title="提交前还要补上">
          <ul className="list-disc pl-5">
            {missing.map(sentence => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Alert>
      ) : (
        <Alert tone="success" title="可以提交了">
          请再核对一遍下面的内容，提交后不能修改。
        </Alert>
      )}
    </>
  )
}
