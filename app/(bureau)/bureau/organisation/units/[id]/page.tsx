import type { Metadata } from 'next'
import { UnitDepartment } from '@/components/department/unit-department'
import { UnitDraws } from '@/components/draw/request-unit'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { AdministratorList } from '@/components/unit/administrator-list'
import { AliasList } from '@/components/unit/alias-list'
import { AppointAdministrator } from '@/components/unit/appoint-administrator'
import { FormerAdministrators } from '@/components/unit/former-administrators'
import { InvitationList } from '@/components/unit/invitation-list'
import { ParentUnit } from '@/components/unit/parent-unit'
import { ReshapeName } from '@/components/unit/reshape-name'
import { UnitBadge, unitTone } from '@/components/unit/status'
import { UnitFacts } from '@/components/unit/unit-facts'
import { History } from '@/components/workflow/history'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { backHref } from '@/lib/platform/list-params'
import { listAdministrators } from '@/lib/unit/administrator.dal'
import { viewUnitShape } from '@/lib/unit/registry.dal'
import { registrySpec } from '@/lib/unit/registry.rules'
import { viewUnit } from '@/lib/unit/unit.dal'

export const metadata: Metadata = { title: '单位管理' }

const base = '/bureau/organisation/units'

export default async function ManageUnitPage({ params, searchParams }: PageProps<'/bureau/organisation/units/[id]'>) {
  const actor = await requirePage('unit.manage')
  const { id } = await params
  const unit = await found(viewUnit(actor, id))
  const [shape, administrators] = await Promise.all([viewUnitShape(actor, unit.id), listAdministrators(actor, unit.id)])
  const over = unit.status === 'disabled' || unit.status === 'refused'
  return (
    <>
      <PageHeader
        breadcrumb={
          <Breadcrumb
            items={[
              { label: '单位名录', href: backHref(base, registrySpec, await searchParams) },
              { label: '单位管理' },
            ]}
          />
        }
        title={unit.name}
        status={<UnitBadge status={unit.status} label={unit.statusLabel} />}
        actions={
          !over && (
            <>
              <LinkButton href={`${base}/${unit.id}/merge`}>并入其他单位…</LinkButton>
              {unit.status === 'active' && <LinkButton href={`${base}/${unit.id}/split`}>分立…</LinkButton>}
            </>
          )
        }
      />
      {shape.mergedInto && (
        <div className="mb-5">
          <Alert tone="info" title="这个单位已并入其他单位">
            现在是
            <Link href={`${base}/${shape.mergedInto.id}`} className="text-accent-strong underline">
              {shape.mergedInto.name}
            </Link>
            的一部分。人员、申请和专家都在那里。
          </Alert>
        </div>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0 space-y-5">
          <Card title="单位信息">
            <div className="space-y-4">
              <UnitFacts unit={unit} columns={1} />
              {shape.noCodeReason && <p className="text-ink-2">没有信用代码的原因：{shape.noCodeReason}</p>}
              {!over && <ReshapeName unit={unit} undoableName={shape.undoableName} />}
            </div>
          </Card>
          <Card title="别名、曾用名" description="用这些名称也能查到本单位，别的单位不能用它们注册。">
            <AliasList unitId={over ? null : unit.id} rows={shape.aliases} />
          </Card>
          <Card title="单位管理员" flush>
            {administrators.now.length === 0 ? (
              <p className="px-4 pt-4 text-ink-3 sm:px-5">现在没有管理员。</p>
            ) : (
              <AdministratorList rows={administrators.now} />
            )}
            {unit.status === 'active' && (
              <div className="border-t border-line px-4 py-3 first:border-t-0 sm:px-5">
                <AppointAdministrator unitId={unit.id} rows={administrators.now} />
              </div>
            )}
          </Card>
          {administrators.invited.length > 0 && (
            <Card title="等待接受的邀请" flush>
              <InvitationList rows={administrators.invited} />
            </Card>
          )}
          {administrators.former.length > 0 && (
            <Card title="历任管理员" flush>
              <FormerAdministrators rows={administrators.former} />
            </Card>
          )}
        </div>
        <div className="space-y-5">
          {!over && <UnitDepartment actor={actor} unit={unit} />}
          {!over && <ParentUnit unit={unit} shape={shape} />}
          {unit.status === 'active' && <UnitDraws actor={actor} unitId={unit.id} />}
          <Card title="办理和变更记录">
            <History steps={unit.history} toneOf={unitTone} />
          </Card>
        </div>
      </div>
    </>
  )
}
