import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { beforeDraw, whyNotAlone, whyNotBefore } from '@/lib/draw/further.rules'
import type { DrawView, RoundView } from '@/lib/draw/request.dto'
import type { DrawBase } from './draw-tabs'
import { Changes } from './request-changes'
import { RequestDecision } from './request-decision'
import { DropRound, SubmitRound } from './request-dialogs'
import { AddSpecial, RemoveSpecial } from './request-special'
import { DrawBadge } from './status'

type LaterRoundProps = { round: RoundView; draw: DrawView; base: DrawBase }

/** A 补抽 or 特邀 on the page of its request. */
export function LaterRound({ round, draw, base }: LaterRoundProps) {
  const { id, version, missing } = round
  const may = (event: string) => round.events.some(one => one.event === event && !one.whyNot)
  return (
    <section className="space-y-5" aria-label={`第 ${round.number} 轮`}>
      <Card
        title={
          <>
            <span className="mr-1.5">
              第 {round.number} 轮：{round.kindLabel}
            </span>
            <DrawBadge status={round.status} label={round.statusLabel} />
          </>
        }
        actions={
          <>
            {missing && round.kind === 'supplement' && (
              <LinkButton size="sm" href={`${base}/${draw.id}/rounds/${id}`}>
                填写条件
              </LinkButton>
            )}
            {missing && round.kind === 'special' && <AddSpecial roundId={id} groups={draw.first.groups} />}
          </>
        }
      >
        <div className="space-y-4">
          <DescriptionList
            columns={1}
            items={[
              { label: '理由', value: round.reason },
              ...(round.kind === 'special' && round.specials.length === 0
                ? [{ label: '特邀专家', value: `${round.specialCount} 人` }]
                : []),
            ]}
          />
          {round.groups.map(group => (
            <section key={group.id} aria-label={group.name}>
              <h3 className="mb-1 font-semibold">{group.name}</h3>
              <DescriptionList columns={1} items={group.lines.map(({ label, words }) => ({ label, value: words }))} />
            </section>
          ))}
          {round.specials.length > 0 && (
            <ul className="divide-y divide-line rounded-md border border-line">
              {round.specials.map(one => (
                <li key={one.id} className="flex items-start justify-between gap-2 px-3 py-2">
                  <div className="min-w-0 flex-1">
                    <p>
                      {one.name}，{one.unit}
                      {one.title && `，${one.title}`}
                      <span className="ml-2 text-sm text-ink-3">
                        {one.inPool ? '在库专家' : '库外专家'}，{one.group}
                      </span>
                    </p>
                    <p className="text-sm text-ink-2">{one.reason}</p>
                    {one.out && <p className="text-sm text-warning">没有邀请：{one.out}</p>}
                  </div>
                  {missing && <RemoveSpecial id={one.id} name={one.name} />}
                </li>
              ))}
            </ul>
          )}
          {round.outCount === null && round.kind === 'special' && round.status === 'drawn' && (
            <p className="text-sm text-ink-2">
              按规定不能邀请的（例如应当回避、请假、另有安排、已在名单中）不会发出邀请。为了名单保密，有没有、有几位，名单公开后告诉您；特邀的席位另计，不占抽取的人数。
            </p>
          )}
          {round.outCount !== null && round.outCount > 0 && (
            <Alert tone="warning" title={`${round.outCount} 人按规定不能邀请，没有发出邀请`}>
              例如应当回避、请假、那段时间另有安排、已在名单中。
            </Alert>
          )}
          {missing && missing.length > 0 && (
            <Alert tone="info" title="提交前还要补上">
              <ul className="list-disc pl-5">
                {missing.map(sentence => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </Alert>
          )}
          {missing?.length === 0 && whyNotAlone(draw.status) && (
            <p className="text-sm text-ink-2">{whyNotAlone(draw.status)}</p>
          )}
          {(may('submit') || may('drop')) && (
            <div className="flex flex-wrap gap-2">
              {may('submit') && <SubmitRound id={id} version={version} />}
              {may('drop') && <DropRound id={id} version={version} />}
            </div>
          )}
        </div>
      </Card>
      {round.changes && <Changes changes={round.changes} />}
      <RequestDecision
        round={round.number}
        special={round.kind === 'special' ? (beforeDraw(draw.status) ? 'withDraw' : 'now') : null}
        id={id}
        version={version}
        askHash={round.askHash ?? ''}
        byLottery={round.byLottery}
        subject={`${draw.number} 第 ${round.number} 轮`}
        events={whyNotBefore(draw.status) === null ? round.events : []}
      />
    </section>
  )
}
