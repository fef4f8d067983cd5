import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { UnitNotOpen } from '@/components/unit/not-open'
import { currentActor } from '@/lib/auth/current'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { viewOwnUnit } from '@/lib/unit/unit.dal'

/** A unit that is not approved finds every page of its console closed, and is told why. */
export default async function UnitNotFound() {
  const actor = await currentActor()
  if (actor.kind === 'unitAdmin' && !actor.unitActive) {
    const [{ status }, { policy }] = await Promise.all([viewOwnUnit(actor), currentPolicy()])
    if (status !== 'active') return <UnitNotOpen status={status} contacts={policy.authority.contacts} />
  }
  return (
    <>
      <PageHeader title="没有找到这个页面" description="地址可能写错了，内容可能已经移走，或者您没有查看它的权限。" />
      <LinkButton href="/unit">返回单位首页</LinkButton>
    </>
  )
}
