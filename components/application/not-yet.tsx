import { FirstStep, UnitWord } from '@/components/person/first-step'
import { PageHeader } from '@/components/ui/page-header'
import type { IndividualActor } from '@/lib/access/actor'
import { ownAffiliation } from '@/lib/affiliation/own.dal'
import { now } from '@/lib/platform/clock'
import { Fresh } from './fresh'

/** 专家信息 before there is an application: what is missing first, or the button that begins one. */
export async function NotYet({ actor }: { actor: IndividualActor }) {
  const standing = await ownAffiliation(actor)
  const at = now()
  return (
    <Fresh renderedAt={at.getTime()}>
      <PageHeader title="专家信息" description="申请成为专家时填写的信息。" />
      <div className="max-w-3xl space-y-5">
        <UnitWord standing={standing} />
        <FirstStep standing={standing} now={at} />
      </div>
    </Fresh>
  )
}
