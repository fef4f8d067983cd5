import { Card } from '@/components/ui/card'
import type { SignedInActor } from '@/lib/access/actor'
import { checkRound } from '@/lib/draw/check.dal'
import { HealthView } from './health-view'

/** 抽取检查 of a round that was sent, as the pool is now, beside the decision about it. */
export async function HealthCard({ actor, roundId }: { actor: SignedInActor; roundId: string }) {
  return (
    <Card title="抽取检查" description="按现在的专家库，如果这时抽取。">
      <HealthView health={await checkRound(actor, roundId)} />
    </Card>
  )
}
