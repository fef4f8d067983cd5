import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { PersonFacts } from '@/lib/application/application.dto'
import { PersonFactsView } from '../snapshot-view'

type PersonCardProps = { person: PersonFacts; contacts: { label: string; value: string }[] }

/** What was given at registration, to read, and honestly how it can be changed. */
export function PersonCard({ person, contacts }: PersonCardProps) {
  return (
    <Card title="注册时登记的信息" description="随申请一起提交，不用再填。">
      <PersonFactsView person={person} />
      <p className="mt-3 text-sm text-ink-3">
        手机号码、电子邮箱在
        <Link href="/account" className="text-accent-strong underline">
          账号与安全
        </Link>
        更换，所在单位在
        <Link href="/expert/unit" className="text-accent-strong underline">
          修改单位
        </Link>
        更换。姓名、证件等有误的，请联系我们核实后更正：
        <span className="num">{contacts.map(contact => `${contact.label} ${contact.value}`).join('；')}。</span>
      </p>
    </Card>
  )
}
