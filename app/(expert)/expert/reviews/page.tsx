import type { Metadata } from 'next'
import { AnswerCard } from '@/components/draw/answer-card'
import { CreditCard } from '@/components/draw/credit-card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { ownCredit } from '@/lib/draw/credit.dal'
import { ownSeats } from '@/lib/draw/own-seat.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '我的评审' }

/** 我的评审: invitations to answer, what he accepted, past reviews, and his own 信用记录. */
export default async function ReviewsPage() {
  const actor = await requirePage('individual')
  const [seats, credit, { policy }] = await Promise.all([ownSeats(actor), ownCredit(actor), currentPolicy()])
  return (
    <>
      <PageHeader title="我的评审" description="评审邀请请在时限内答复。邀请、评审内容和结果都要保密。" />
      <div className="space-y-6">
        {seats.length === 0 ? (
          <div className="rounded-lg border border-line bg-paper">
            <EmptyState title="还没有评审邀请" why="被抽中参加评审时，会收到短信，邀请也显示在这里。" />
          </div>
        ) : (
          seats.map(seat => (
            <AnswerCard
              key={seat.id}
              seat={seat}
              which={{ token: null, id: seat.id }}
              pledge={policy.agreements.pledge}
            />
          ))
        )}
        <p>
          名单公开以后，可以查看您进入过候选名单的抽取和当时的入选机会，下载回执自己核验：
          <Link href="/expert/draws" className="ml-1 text-accent-strong underline">
            我的抽取机会
          </Link>
        </p>
        <CreditCard credit={credit} />
      </div>
    </>
  )
}
