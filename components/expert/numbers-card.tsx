import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { RevealNumber } from '@/components/workflow/reveal-number'
import { revealExpertDocumentAction, revealExpertPhoneAction } from '@/lib/expert/expert.actions'
import type { ExpertView } from '@/lib/expert/expert.dto'

type NumbersCardProps = {
  expert: Pick<ExpertView, 'id' | 'name' | 'phoneMask' | 'documentMask'>
  reveals: { phone: boolean; document: boolean }
}

/** Phone and document masked; in clear one at a time, to somebody who may and says what for. */
export function NumbersCard({ expert, reveals }: NumbersCardProps) {
  const { id, name, phoneMask, documentMask } = expert
  return (
    <Card title="联系方式和证件">
      <DescriptionList
        columns={1}
        items={[
          { label: '手机号码', value: phoneMask ? <span className="num">{phoneMask}</span> : '没有登记' },
          {
            label: '证件号码',
            value: documentMask ? <span className="num break-all">{documentMask}</span> : '没有登记',
          },
        ]}
      />
      <div className="flex flex-wrap gap-x-3">
        {reveals.phone && phoneMask && (
          <RevealNumber
            id={id}
            of={name}
            what="手机号码"
            label="查看手机号码"
            hint="例如：通知评审时间。"
            action={revealExpertPhoneAction}
          />
        )}
        {reveals.document && documentMask && (
          <RevealNumber
            id={id}
            of={name}
            what="证件号码"
            label="查看证件号码"
            hint="例如：核对是否同一个人。"
            action={revealExpertDocumentAction}
          />
        )}
      </div>
    </Card>
  )
}
