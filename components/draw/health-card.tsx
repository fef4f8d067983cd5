import { Card } from '@/components/ui/card'
import type { SignedInActor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { checkRound } from '@/lib/draw/check.dal'
import { trialOf } from '@/lib/draw/trial.dal'
import { HealthView } from './health-view'
import { TrialCard } from './trial-card'

/** 抽取检查 of a round that was sent, as the pool is now, beside the decision about it. */
export async function HealthCard({ actor, roundId }: { actor: SignedInActor; roundId: string }) {
  const health = await checkRound(actor, roundId)
  const tries = health.fair && !health.rough && may(actor, 'draw.approve')
  return (
    <Card title="抽取检查" description="按现在的专家库，如果这时抽取。">
      <HealthView health={health} />
      {tries && <TrialCard roundId={roundId} begun={await trialOf(actor, { roundId })} />}
    </Card>
  )
}
