import type { ReactNode } from 'react'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'

const base = '/bureau/organisation/units'

type ReshapeFrameProps = {
  unit: { id: string; name: string }
  title: string
  description: string
  cardTitle?: string
  children: ReactNode
}

/** The page of one deed on one unit: merging it, splitting it. */
export function ReshapeFrame({ unit, title, description, cardTitle, children }: ReshapeFrameProps) {
  return (
    <div className="max-w-4xl">
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '单位名录', href: base },
              { label: unit.name, href: `${base}/${unit.id}` },
              { label: title },
            ]}
          />
        }
        title={title}
        description={description}
      />
      <Card title={cardTitle}>{children}</Card>
    </div>
  )
}
