import type { Metadata } from 'next'
import { FeedbackScreen } from '@/components/draw/feedback-screen'

export const metadata: Metadata = { title: '履职反馈' }

export default async function FeedbackPage({ params }: PageProps<'/bureau/draws/[id]/feedback'>) {
  return <FeedbackScreen base="/bureau/draws" id={(await params).id} />
}
