import type { Metadata } from 'next'
import { DrawTabs } from '@/components/draw/draw-tabs'
import { RunPage } from '@/components/draw/run-page'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { viewRun } from '@/lib/draw/run-view.dal'

export const metadata: Metadata = { title: '抽取专家' }

export default async function DrawPage({ params }: PageProps<'/bureau/draws/[id]/draw'>) {
  const actor = await requirePage('draw.view')
  const view = await found(viewRun(actor, (await params).id))
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '专家抽取', href: '/bureau/draws' },
              { label: view.number, href: `/bureau/draws/${view.id}` },
              { label: '抽取' },
            ]}
          />
        }
        title={`抽取专家：${view.title}`}
      />
      <DrawTabs actor={actor} base="/bureau/draws" request={view} open="/draw" />
      <RunPage view={view} />
    </>
  )
}
