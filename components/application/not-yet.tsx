import { FirstStep, UnitWord } from '@/components/person/first-step'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import type { IndividualActor } from '@/lib/access/actor'
import { whyNotApply } from '@/lib/affiliation/affiliation.rules'
import { ownAffiliation } from '@/lib/affiliation/own.dal'
import { now } from '@/lib/platform/clock'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { Fresh } from './fresh'

/** 专家信息 before there is an application: what is missing first, or the button that begins one. */
export async function NotYet({ actor }: { actor: IndividualActor }) {
  const [standing, { policy }] = await Promise.all([ownAffiliation(actor), currentPolicy()])
  const why = whyNotApply(policy, standing)
  const at = now()
  return (
    <Fresh renderedAt={at.getTime()}>
      <PageHeader title="专家信息" description="申请成为专家时填写的信息。" />
      <div className="max-w-3xl space-y-5">
        <UnitWord standing={standing} />
        {why && !standing?.lock && <Alert tone="info">{why}</Alert>}
        <FirstStep standing={standing} now={at} />
      </div>
    </Fresh>
  )
}
