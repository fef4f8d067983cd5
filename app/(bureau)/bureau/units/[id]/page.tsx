import type { Metadata } from 'next'
import { UnitDepartment } from '@/components/department/unit-department'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { CertificateCard } from '@/components/unit/certificate-card'
import { MendedCard } from '@/components/unit/mended-card'
import { NamesakesCard } from '@/components/unit/namesakes-card'
import { UnitBadge, unitTone } from '@/components/unit/status'
import { UnitDecision } from '@/components/unit/unit-decision'
import { UnitFacts } from '@/components/unit/unit-facts'
import { UnitSwitch } from '@/components/unit/unit-switch'
import { History } from '@/components/workflow/history'
import { RevealNumber } from '@/components/workflow/reveal-number'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { filesOf } from '@/lib/file/file.dal'
import { backHref } from '@/lib/platform/list-params'
import { listNamesakes } from '@/lib/unit/namesake.dal'
import { nextWaitingUnit } from '@/lib/unit/queue.dal'
import { revealPhoneAction } from '@/lib/unit/unit.actions'
import { viewUnit } from '@/lib/unit/unit.dal'
import { unitListSpec } from '@/lib/unit/unit.rules'
import { waitLine } from '@/lib/workflow/wait.rules'

export const metadata: Metadata = { title: '单位信息' }

const base = '/bureau/units'

export default async function BureauUnitPage({ params, searchParams }: PageProps<'/bureau/units/[id]'>) {
  const actor = await requirePage('unit.view')
  const { id } = await params
  const unit = await found(viewUnit(actor, id))
  const [next, files, namesakes] = await Promise.all([
    may(actor, 'unit.list') ? nextWaitingUnit(actor, unit.id) : null,
    may(actor, 'file.read') ? filesOf(actor, { purpose: ['unitPicture', 'unitCertificate'], unitId: unit.id }) : [],
    listNamesakes(actor, unit.id),
  ])
  const back = backHref(base, unitListSpec, await searchParams)
  const query = back.slice(base.length)
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[{ label: '首页', href: '/bureau' }, { label: '单位审核', href: back }, { label: '单位信息' }]}
          />
        }
        title={unit.name}
        status={<UnitBadge status={unit.status} label={unit.statusLabel} />}
        description={waitLine(unit.wait)}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 space-y-5">
          <NamesakesCard sides={namesakes} />
          {unit.mended && <MendedCard mended={unit.mended} />}
          <Card title="单位信息">
            <UnitFacts unit={unit} columns={1} />
            {may(actor, 'unit.reveal') && (
              <RevealNumber
                id={unit.id}
                of={unit.contactName}
                what="手机号码"
                label="查看联系人手机号码"
                action={revealPhoneAction}
              />
            )}
          </Card>
          {files.length > 0 && <CertificateCard files={files} />}
        </div>
        <div className="space-y-5 xl:sticky xl:top-[calc(var(--sticky-top)+1rem)]">
          <UnitDecision
            unit={unit}
            next={next && { href: `${base}/${next.id}${query}`, label: `下一家：${next.name}` }}
            back={{ href: back, label: '返回列表' }}
          />
          <UnitDepartment actor={actor} unit={unit} />
          <UnitSwitch unit={unit} next={null} back={{ href: back, label: '返回列表' }} />
          <Card title="办理记录">
            <History steps={unit.history} toneOf={unitTone} />
          </Card>
        </div>
      </div>
    </>
  )
}
