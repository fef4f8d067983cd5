import type { Metadata } from 'next'
import { RunPage } from '@/components/draw/run-page'
import { SealSection } from '@/components/draw/seal-section'
import { SeatHead } from '@/components/draw/seat-head'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { viewRun } from '@/lib/draw/run-view.dal'

export const metadata: Metadata = { title: '抽取专家' }

export default async function DrawPage({ params }: PageProps<'/bureau/draws/[id]/draw'>) {
  const actor = await requirePage('draw.view')
  const view = await found(viewRun(actor, (await params).id))
  return (
    <>
      <SeatHead actor={actor} base="/bureau/draws" page="抽取" suffix="/draw" draw={view} />
      <SealSection actor={actor} requestId={view.id} />
      <RunPage view={view} />
    </>
  )
}
