import type { Metadata } from 'next'
import {
  CompareLink,
  DraftBadge,
  VersionBadge,
  VersionFacts,
  VersionList,
  versionName,
} from '@/components/policy/versions'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Time } from '@/components/ui/time'
import { DeedButton } from '@/components/workflow/deed-button'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { startDraftAction } from '@/lib/policy/console/console.actions'
import { viewPolicies } from '@/lib/policy/console/versions.dal'

export const metadata: Metadata = { title: '规则管理' }

export default async function PolicyPage() {
  const actor = await requirePage('policy.view')
  const { inForce, coming, past, draft, newestId } = await viewPolicies(actor)
  const mayEdit = may(actor, 'policy.edit')
  const [previous] = past
  return (
    <>
      <PageHeader
        title="规则管理"
        description="入库条件、办理程序、专家资料、协议文本等都是规则，一版一版保存；每项办理都记着当时的版本。"
        actions={
          <>
            {previous && <CompareLink from={previous.id} to={inForce.id} />}
            {mayEdit && !draft && (
              <DeedButton
                action={startDraftAction}
                input={{ baseId: newestId }}
                to="/bureau/policy/draft"
                variant="primary"
              >
                起草修改
              </DeedButton>
            )}
          </>
        }
      />
      <div className="space-y-5">
        {draft && (
          <Card
            title={
              <span className="flex flex-wrap items-center gap-2">
                草稿
                <DraftBadge status={draft.status} label={draft.statusLabel} />
              </span>
            }
            actions={
              <LinkButton href="/bureau/policy/draft" variant={mayEdit ? 'primary' : 'secondary'}>
                {mayEdit ? '打开草稿' : '查看草稿'}
              </LinkButton>
            }
          >
            <p>
              {draft.startedBy}于 <Time value={draft.startedAt} /> 开始起草，{draft.savedBy}于{' '}
              <Time value={draft.savedAt} /> 最后保存。发布以前，现行规则不变。
            </p>
          </Card>
        )}
        <Card
          title={
            <span className="flex flex-wrap items-center gap-2">
              现行规则：{versionName(inForce)}
              <VersionBadge state="inForce" />
            </span>
          }
          actions={<LinkButton href={`/bureau/policy/versions/${inForce.id}`}>查看全部内容</LinkButton>}
        >
          <VersionFacts version={inForce} />
        </Card>
        {coming.length > 0 && (
          <Card title="已经发布、将要生效" flush>
            <VersionList versions={coming} mayRelease={may(actor, 'policy.release')} />
          </Card>
        )}
        <Card title="以前的版本" flush>
          {past.length === 0 ? (
            <EmptyState title="还没有以前的版本" why="规则修改并发布以后，原来的版本保存在这里。" />
          ) : (
            <VersionList versions={past} />
          )}
        </Card>
      </div>
    </>
  )
}
