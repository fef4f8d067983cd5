import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { SignedInActor } from '@/lib/access/actor'
import { unitDrawsSince } from '@/lib/draw/request-unit.dal'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { AllowUnit } from './request-dialogs'

/** Whether a unit may ask for draws, on its page in the bureau; the business manager says so there. */
export async function UnitDraws({ actor, unitId }: { actor: SignedInActor; unitId: string }) {
  const [since, { policy }] = await Promise.all([unitDrawsSince(actor, unitId), currentPolicy()])
  if (!policy.draw.enabled) return null
  return (
    <Card title="专家抽取" actions={<AllowUnit key={String(since)} unitId={unitId} allowed={since !== null} />}>
      {since ? (
        <p>
          <Time value={since} /> 开通，可以提出抽取需求。
        </p>
      ) : (
        <p className="text-ink-2">没有开通，不能提出抽取需求。</p>
      )}
    </Card>
  )
}
