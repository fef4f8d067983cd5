import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import type { MemberView } from '@/lib/membership/membership.dto'
import { ExitFacts } from './exit-facts'
import { MemberDecision } from './member-decision'

type MemberCardsProps = { member: MemberView; name: string; back: { href: string; label: string } }

/** One expert's place in the pool for the bureau: the exit under way, what can be done, what comes next, what was. */
export function MemberCards({ member, name, back }: MemberCardsProps) {
  const { exit, status, next, activatedAt, loggedIn, history } = member
  return (
    <>
      {exit && (
        <Card title={status === 'left' ? '出库' : '待出库核实'}>
          <ExitFacts exit={exit} />
          {status === 'left' && <p className="mt-3 text-sm text-ink-2">{member.consequence}</p>}
        </Card>
      )}
      <MemberDecision member={member} name={name} back={back} />
      <Card title="在库状态">
        <DescriptionList
          columns={1}
          items={[
            { label: '最近激活', value: loggedIn ? <Time value={activatedAt} /> : '还没有登录' },
            ...(next
              ? [{ label: next.edge === 'sleep' ? '休眠' : '自动出库', value: `${next.on} 起（一直没有登录的话）` }]
              : []),
          ]}
        />
        <div className="mt-4">
          <History steps={history} label="在库记录" />
        </div>
      </Card>
    </>
  )
}
