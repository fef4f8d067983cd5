import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import { RevealNumber } from '@/components/workflow/reveal-number'
import { revealSeatPhoneAction } from '@/lib/draw/seat.actions'
import type { CallsView } from '@/lib/draw/seat.dto'
import { CallDeeds } from './seat-calls'

/** The desk of a 通知员: whom to call, whose time runs out first on top. */
export function SeatCallList({ rows }: Pick<CallsView, 'rows'>) {
  if (rows.length === 0)
    return (
      <div className="rounded-lg border border-line bg-paper">
        <EmptyState
          title="现在没有要打电话的专家"
          why="只有已经发出通知、还没有答复、答复时限没有到的专家显示在这里。有新的递补时会再出现。"
        />
      </div>
    )
  return (
    <div className="space-y-4">
      <Alert title="名单保密">
        姓名和电话只在答复时限内显示，只用于通知。请不要抄录，不要告诉其他人；查看号码会留下记录。
      </Alert>
      {rows.map(row => (
        <Card
          key={row.id}
          title={row.name}
          description={`${row.unitName}，${row.group}`}
          actions={<CallDeeds id={row.id} name={row.name} />}
        >
          <DescriptionList
            items={[
              { label: '手机号码', value: row.phoneMask ?? '没有登记，请按单位电话联系' },
              { label: '通知时间', value: <Time value={row.notifiedAt} /> },
              { label: '答复时限', value: <Time value={row.answerBy} /> },
              {
                label: '通话记录',
                value:
                  row.calls.length === 0
                    ? '还没有'
                    : row.calls.map(call => (
                        <span key={String(call.at)} className="block">
                          <Time value={call.at} /> {call.outcome}
                          {call.note && `，${call.note}`}（{call.by}）
                        </span>
                      )),
              },
            ]}
          />
          {row.phoneMask && (
            <RevealNumber
              id={row.id}
              of={row.name}
              what="手机号码"
              label={`查看${row.name}的手机号码`}
              hint="例如：通知参加评审。"
              action={revealSeatPhoneAction}
            />
          )}
        </Card>
      ))}
    </div>
  )
}
