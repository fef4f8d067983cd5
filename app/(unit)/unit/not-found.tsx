import type { Route } from 'next'
import { NoRole } from '@/components/console/no-role'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { UnitNotOpen } from '@/components/unit/not-open'
import { requireActor } from '@/lib/auth/current'
import { homeOf } from '@/lib/auth/home.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { viewOwnUnit } from '@/lib/unit/unit.dal'

/** A unit that is not approved finds every page of its console closed, and is told why; so is staff without a role. */
export default async function UnitNotFound() {
  const actor = await requireActor()
  if (actor.kind === 'unitAdmin' && !actor.unitActive) {
    const [{ status }, { policy }] = await Promise.all([viewOwnUnit(actor), currentPolicy()])
    if (status !== 'active') return <UnitNotOpen status={status} contacts={policy.authority.contacts} />
  }
  if (actor.kind === 'staff' && actor.roles.length === 0) return <NoRole name={actor.name} />
  return (
    <>
      <PageHeader title="没有找到这个页面" description="地址可能写错了，内容可能已经移走，或者您没有查看它的权限。" />
      <LinkButton href={homeOf(actor) as Route}>
        {actor.kind === 'unitAdmin' ? '返回单位首页' : '返回我的工作台'}
      </LinkButton>
    </>
  )
}
