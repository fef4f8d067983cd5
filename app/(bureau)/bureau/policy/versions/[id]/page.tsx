import type { Metadata } from 'next'
import { PolicyChanges } from '@/components/policy/changes'
import { PolicyListing } from '@/components/policy/listing'
import { VersionBadge, VersionFacts, versionName } from '@/components/policy/versions'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { viewVersion } from '@/lib/policy/console/versions.dal'

export const metadata: Metadata = { title: '规则版本' }

export default async function PolicyVersionPage({ params }: PageProps<'/bureau/policy/versions/[id]'>) {
  const actor = await requirePage('policy.view')
  const version = await found(viewVersion(actor, (await params).id))
  const name = versionName(version)
  return (
    <>
      <PageHeader
        title={`规则${name}`}
        status={<VersionBadge state={version.state} />}
        breadcrumb={<Breadcrumb items={[{ label: '规则管理', href: '/bureau/policy' }, { label: name }]} />}
        actions={<PrintButton />}
      />
      <div className="space-y-5">
        <Card>
          <VersionFacts version={version} />
        </Card>
        {version.changes && (
          <section aria-label="这一版改了什么">
            <h2 className="mb-2 text-lg">这一版改了什么</h2>
            <PolicyChanges parts={version.changes} none="与它所依据的版本内容相同。" />
          </section>
        )}
        <Card title="全部内容" flush>
          <PolicyListing parts={version.parts} />
        </Card>
      </div>
    </>
  )
}
