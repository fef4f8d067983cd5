import type { Metadata } from 'next'
import { ExpertDrawsCard } from '@/components/draw/expert-draws-card'
import { LeaveCard } from '@/components/draw/leave-list'
import { ExpertPage } from '@/components/expert/expert-page'
import { ExpertBadge } from '@/components/expert/status'
import { LeftCard } from '@/components/export/left-card'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { codes } from '@/lib/dict/tree'
import { drawsOfExpert } from '@/lib/draw/expert-draws.dal'
import { leavesOf } from '@/lib/draw/leave.dal'
import { viewExpert } from '@/lib/expert/pool.dal'
import { poolSpec } from '@/lib/expert/pool.rules'
import { exportsOfExpert } from '@/lib/export/trace.dal'
import { membershipOrigin } from '@/lib/membership/list.rules'
import { viewMember } from '@/lib/membership/view.dal'
import { backHref } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '专家信息' }

export default async function ExpertInformationPage({ params, searchParams }: PageProps<'/bureau/experts/[id]'>) {
  const actor = await requirePage('expert.view')
  const { id } = await params
  const [expert, member] = await found(Promise.all([viewExpert(actor, id), viewMember(actor, id)]))
  const left = may(actor, 'expert.exportTrace') ? await exportsOfExpert(actor, id) : null
  const leaves = may(actor, 'expert.leaves') ? await leavesOf(actor, id) : []
  const draws = may(actor, 'draw.balance') ? await found(drawsOfExpert(actor, id)) : null
  const { policy } = await currentPolicy()
  const spec = poolSpec(codes)
  const query = await searchParams
  const origin = membershipOrigin(query) ?? { href: backHref('/bureau/experts', spec, query), label: '专家库' }
  return (
    <>
      <PageHeader
        breadcrumb={<Breadcrumb items={[{ label: '首页', href: '/bureau' }, origin, { label: '专家信息' }]} />}
        title={expert.name}
        status={<ExpertBadge expert={expert} />}
        description={expert.unitName}
        actions={
          expert.unclaimed &&
          may(actor, 'slip.issue') && (
            <LinkButton href={`/bureau/intake/unclaimed/${id}`}>办理首次登录激活单</LinkButton>
          )
        }
      />
      <ExpertPage
        expert={expert}
        member={member}
        policy={policy}
        back={{ href: origin.href, label: `返回${origin.label}` }}
        aside={
          <>
            {draws && (policy.draw.enabled || draws.rows.length > 0) && <ExpertDrawsCard draws={draws} />}
            <LeaveCard leaves={leaves} />
            {left && <LeftCard left={left} />}
          </>
        }
        reveals={{ phone: may(actor, 'expert.reveal'), document: may(actor, 'expert.revealDocument') }}
      />
    </>
  )
}
