import type { Metadata } from 'next'
import { PolicyChanges } from '@/components/policy/changes'
import { CompareForm, versionName } from '@/components/policy/versions'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { compareVersions, viewPolicies } from '@/lib/policy/console/versions.dal'

export const metadata: Metadata = { title: '对比规则版本' }

export default async function ComparePoliciesPage({ searchParams }: PageProps<'/bureau/policy/compare'>) {
  const actor = await requirePage('policy.view')
  const { from, to } = await searchParams
  const { inForce, coming, past } = await viewPolicies(actor)
  const versions = [...coming, inForce, ...past]
  const {
    from: before,
    to: after,
    parts,
  } = await found(compareVersions(actor, String(from ?? past[0]?.id ?? inForce.id), String(to ?? inForce.id)))
  return (
    <>
      <PageHeader
        title={`规则对比：${versionName(before)} → ${versionName(after)}`}
        breadcrumb={<Breadcrumb items={[{ label: '规则管理', href: '/bureau/policy' }, { label: '对比' }]} />}
        actions={<PrintButton />}
      />
      <div className="space-y-5">
        <CompareForm versions={versions} from={before.id} to={after.id} />
        <PolicyChanges parts={parts} none="两个版本的内容相同。" />
      </div>
    </>
  )
}
