import type { ReactNode } from 'react'
import { Breadcrumb, type Crumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'

type PublicPageProps = {
  title: string
  description?: ReactNode
  /** between 首页 and this page */
  parents?: Crumb[]
  children: ReactNode
}

/** A page of the public site below the first: where one is (P7), one heading, the content. */
export function PublicPage({ title, description, parents = [], children }: PublicPageProps) {
  return (
    <div className="mx-auto max-w-page px-4 pt-5 sm:px-6 sm:pt-7">
      <PageHeader
        title={title}
        description={description}
        breadcrumb={<Breadcrumb items={[{ label: '首页', href: '/' }, ...parents, { label: title }]} />}
      />
      {children}
    </div>
  )
}
