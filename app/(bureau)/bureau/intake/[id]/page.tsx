import type { Metadata } from 'next'
import { DropButton } from '@/components/intake/deeds'
import { MissingUnits } from '@/components/intake/missing-units'
import { IntakeNow } from '@/components/intake/now'
import { IntakeRows } from '@/components/intake/rows-table'
import { IntakeBadge, intakeTone } from '@/components/intake/status'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { History } from '@/components/workflow/history'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { kindLabels } from '@/lib/intake/columns.rules'
import { type RowState, sumOf } from '@/lib/intake/finding.rules'
import { intakeRowsSpec } from '@/lib/intake/list.rules'
import { listIntakeRows, missingUnits, viewIntake } from '@/lib/intake/view.dal'
import { now } from '@/lib/platform/clock'
import { parseListParams } from '@/lib/platform/list-params'
import { chinaDay } from '@/lib/platform/time'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '名单导入' }

export default async function IntakePage({ params, searchParams }: PageProps<'/bureau/intake/[id]'>) {
  const actor = await requirePage('intake.view')
  const { id } = await params
  const batch = await found(viewIntake(actor, id))
  const list = parseListParams(await searchParams, intakeRowsSpec)
  const state = (list.filters.state || undefined) as RowState | undefined
  const counted = batch.counts && batch.status !== 'checking' && batch.status !== 'dropped' ? batch.counts : null
  const [{ policy }, rows, units] = await Promise.all([
    currentPolicy(),
    counted ? listIntakeRows(actor, id, { state, after: list.after, size: list.size }) : null,
    batch.status === 'checked' ? missingUnits(actor, id) : [],
  ])
  const drop = batch.events.find(one => one.event === 'drop')
  return (
    <>
      <PageHeader
        title={batch.title}
        status={<IntakeBadge status={batch.status} label={batch.statusLabel} />}
        description={`${kindLabels[batch.kind]}　来源：${batch.source}　上传人：${batch.authorName}`}
        breadcrumb={<Breadcrumb items={[{ label: '名单导入', href: '/bureau/intake' }, { label: batch.title }]} />}
        actions={drop?.whyNot === null && <DropButton id={id} version={batch.version} />}
      />
      <div className="space-y-6">
        <IntakeNow batch={batch} rule={policy.uploads.intakeList} today={chinaDay(now())} />
        <MissingUnits units={units} mayEnter={may(actor, 'unit.manage')} />
        {rows && counted && (
          <section aria-label="名单的各行">
            <IntakeRows
              id={id}
              params={list}
              rows={rows.rows}
              next={rows.next}
              total={state ? counted[state] : sumOf(counted)}
            />
          </section>
        )}
        <Card title="办理记录">
          <History steps={batch.history} toneOf={intakeTone} />
        </Card>
      </div>
    </>
  )
}
