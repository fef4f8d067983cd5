import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { SlipView } from '@/lib/slip/slip.dto'

/** Who a slip is for, who did what with it and when. */
export function SlipFacts({ slip }: { slip: SlipView }) {
  const step = (name: string | null, at: Date | null) =>
    at && (
      <>
        {name && `${name}，`}
        <Time value={at} />
      </>
    )
  return (
    <Card>
      <DescriptionList
        items={[
          { label: '用途', value: slip.purposeLabel },
          { label: '手机', value: <span className="num">{slip.phoneMask}</span> },
          { label: '核对的证件', value: slip.docLabel },
          { label: '有效期至', value: <Time value={slip.expiresAt} /> },
          { label: '申请', value: step(slip.issuedByName, slip.issuedAt) },
          { label: '确认', value: step(slip.confirmedByName, slip.confirmedAt) ?? '还没有' },
          { label: '打印', value: step(slip.issuedByName, slip.printedAt) ?? '还没有' },
          slip.endedAt && !slip.usedAt
            ? { label: '作废', value: step(slip.endedByName, slip.endedAt) }
            : { label: '使用', value: step(null, slip.usedAt) ?? '还没有' },
        ]}
      />
    </Card>
  )
}
