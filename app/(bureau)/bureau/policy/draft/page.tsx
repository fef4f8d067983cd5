import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { PolicyChanges } from '@/components/policy/changes'
import { DraftButtons, Overtaken, ReleaseCard } from '@/components/policy/draft-actions'
import { DraftFindings, DraftParts } from '@/components/policy/draft-parts'
import { PreviewCard } from '@/components/policy/preview-card'
import { DraftBadge, versionName } from '@/components/policy/versions'
import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { viewDraft } from '@/lib/policy/console/view.dal'

export const metadata: Metadata = { title: '规则草稿' }

export default async function PolicyDraftPage() {
  const actor = await requirePage('policy.view')
  const draft = await viewDraft(actor)
  if (!draft) redirect('/bureau/policy')
  const mayEdit = may(actor, 'policy.edit')
  const working = draft.status === 'editing' || draft.status === 'returned'
  return (
    <>
      <PageHeader
        title="规则草稿"
        status={<DraftBadge status={draft.status} label={draft.statusLabel} />}
        breadcrumb={<Breadcrumb items={[{ label: '规则管理', href: '/bureau/policy' }, { label: '草稿' }]} />}
        description={
          <>
            在{versionName(draft.base)}上起草，{draft.savedBy}于 <Time value={draft.savedAt} /> 最后保存
            {draft.editors.length > 0 && `；改过的有${draft.editors.join('、')}，由其他业务管理员发布`}。
          </>
        }
        actions={
          <>
            <PrintButton />
            {mayEdit && <DraftButtons key={draft.version} draft={draft} />}
          </>
        }
      />
      <div className="space-y-5">
        {draft.unreadable ? (
          <Alert tone="danger" title="这份草稿读不出来">
            {draft.unreadable}
          </Alert>
        ) : (
          <>
            <div className="space-y-3 empty:hidden" data-no-print>
              <Overtaken draft={draft} mayEdit={mayEdit} />
              <DraftFindings draft={draft} mayEdit={mayEdit && working} />
            </div>
            {mayEdit && working && (
              <div data-no-print>
                <DraftParts draft={draft} />
              </div>
            )}
            <section aria-label="改了什么">
              <h2 className="mb-2 text-lg">与{versionName(draft.base)}相比改了什么</h2>
              <PolicyChanges parts={draft.changes} none="还没有改动。" />
            </section>
            <PreviewCard draft={draft} mayEdit={mayEdit} />
            <div data-no-print>
              <ReleaseCard draft={draft} />
            </div>
          </>
        )}
        <Card title="办理记录">
          <History steps={draft.history} />
        </Card>
      </div>
    </>
  )
}
