import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { Origin } from '@/lib/expert/origin.rules'

/** How somebody came into the pool, as lines of a list of facts. */
export const originItems = ({ way, facts }: Origin) => [
  { label: '入库方式', value: way },
  ...facts.map(({ label, text }) => ({ label, value: text })),
]

/** The same beside an application; nothing where there is no more to say than that he applied. */
export const OriginCard = ({ origin }: { origin: Origin | null }) =>
  origin &&
  origin.facts.length > 0 && (
    <Card title="来源">
      <DescriptionList columns={1} items={originItems(origin)} />
    </Card>
  )
