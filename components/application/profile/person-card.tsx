import { Card } from '@/components/ui/card'
import type { PersonFacts } from '@/lib/application/application.dto'
import { PersonFactsView } from '../snapshot-view'

type PersonCardProps = { person: PersonFacts; contacts: { label: string; value: string }[] }

/** What was given at registration, to read, and honestly how it can be changed. */
export function PersonCard({ person, contacts }: PersonCardProps) {
  return (
    <Card title="注册时登记的信息" description="随申请一起提交，不用再填。">
      <PersonFactsView person={person} />
      <p className="mt-3 text-sm text-ink-3">
        目前不能自己修改。有误或有变动时，请联系我们核实后更正：
        <span className="num">{contacts.map(contact => `${contact.label} ${contact.value}`).join('；')}。</span>
      </p>
    </Card>
  )
}
