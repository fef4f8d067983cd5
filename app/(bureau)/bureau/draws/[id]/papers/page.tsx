import type { Metadata } from 'next'
import { LetterCard } from '@/components/draw/letter-card'
import { PaperButton } from '@/components/draw/paper-button'
import { PaperList } from '@/components/draw/paper-list'
import { SeatHead } from '@/components/draw/seat-head'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { viewLetter } from '@/lib/draw/letter.dal'
import { viewPapers } from '@/lib/draw/paper.dal'

export const metadata: Metadata = { title: '打印' }

/** 打印: the papers of a draw, and every print of them by its serial. */
export default async function PapersPage({ params }: PageProps<'/bureau/draws/[id]/papers'>) {
  const actor = await requirePage('draw.view')
  const view = await found(viewPapers(actor, (await params).id))
  const letter = await viewLetter(actor, view.id)
  return (
    <>
      <SeatHead actor={actor} base="/bureau/draws" page="打印" suffix="/papers" draw={view} />
      <div className="space-y-6">
        {view.kinds.length > 0 && (
          <Card title="打印" description="每打印一次有一个序列号，印有打印人和时间，并记入审计记录。">
            <div className="space-y-4">
              {view.sealed && <Alert>{view.sealed}现在打印的，抽取记录表只有席位号，签到表的姓名和单位留空。</Alert>}
              <div className="flex flex-wrap items-start gap-4">
                {view.kinds.map(({ kind, label, whyNot }) =>
                  whyNot === null ? (
                    <PaperButton key={kind} id={view.id} kind={kind} label={label} />
                  ) : (
                    <Alert key={kind} title={label}>
                      {whyNot}
                    </Alert>
                  ),
                )}
              </div>
            </div>
          </Card>
        )}
        {letter && <LetterCard view={letter} />}
        <PaperList papers={view.papers} />
      </div>
    </>
  )
}
