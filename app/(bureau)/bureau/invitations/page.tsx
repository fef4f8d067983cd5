import type { Metadata } from 'next'
import { InvitationTable, newInvitation } from '@/components/invite/invitation-table'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { type InvitationState, invitationSpec } from '@/lib/invite/invite.rules'
import { countInvitations, listInvitations } from '@/lib/invite/view.dal'
import { parseListParams } from '@/lib/platform/list-params'

export const metadata: Metadata = { title: '邀请入库' }

export default async function InvitationsPage({ searchParams }: PageProps<'/bureau/invitations'>) {
  const actor = await requirePage('invite.send')
  const params = parseListParams(await searchParams, invitationSpec)
  const { text, state } = params.filters
  const query = { text, state: (state || undefined) as InvitationState | undefined }
  const [page, total] = await Promise.all([
    listInvitations(actor, { ...query, after: params.after, size: params.size, sort: params.order }),
    countInvitations(actor, query),
  ])
  return (
    <>
      <PageHeader
        title="邀请入库"
        description="邀请符合条件的专家入库。谁发出的邀请，申请由其他人审核。"
        actions={newInvitation}
      />
      <InvitationTable params={params} rows={page.rows} next={page.next} total={total} />
    </>
  )
}
