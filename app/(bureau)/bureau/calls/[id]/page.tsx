import type { Metadata } from 'next'
import { ExtendCall, WithdrawCall } from '@/components/call/call-dialogs'
import { CallEditor } from '@/components/call/call-editor'
import { CallFigures } from '@/components/call/call-figures'
import { Attachments, Extensions } from '@/components/call/call-words'
import { CallBadge, callTone } from '@/components/call/status'
import { UploadField } from '@/components/file/upload-field'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Markdown } from '@/components/ui/markdown'
import { PageHeader } from '@/components/ui/page-header'
import { History } from '@/components/workflow/history'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import type { CallView } from '@/lib/call/call.dto'
import { callSpec, deadlineText } from '@/lib/call/call.rules'
import { viewCall } from '@/lib/call/view.dal'
import { backHref } from '@/lib/platform/list-params'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import type { CallEvent } from '@/lib/workflow/call.machine'

export const metadata: Metadata = { title: '公开征集' }

const opens = (call: CallView, event: CallEvent) => call.events.some(one => one.event === event && one.whyNot === null)

export default async function BureauCallPage({ params, searchParams }: PageProps<'/bureau/calls/[id]'>) {
  const actor = await requirePage('call.view')
  const [call, { policy }] = await Promise.all([found(viewCall(actor, (await params).id)), currentPolicy()])
  const { id, version, title, state, status, left, closesOn, publishedAt, extensions, files } = call
  const back = backHref('/bureau/calls', callSpec, await searchParams)
  const mayEdit = may(actor, publishedAt ? 'call.publish' : 'call.write')
  return (
    <>
      <PageHeader
        title={title}
        status={<CallBadge state={state} />}
        description={
          <>
            {call.opensOn && `${call.opensOn} 开始，`}集中征集截止 <span className="num">{deadlineText(call)}</span>
            {left && `，${left}`}
          </>
        }
        breadcrumb={<Breadcrumb items={[{ label: '公开征集', href: back }, { label: title }]} />}
        actions={
          <>
            {opens(call, 'extend') && <ExtendCall key={`e${version}`} id={id} version={version} closesOn={closesOn} />}
            {opens(call, 'withdraw') && <WithdrawCall key={`w${version}`} id={id} version={version} title={title} />}
            {status === 'published' && (
              <LinkButton href={`/calls/${id}`} target="_blank">
                看公开页面
              </LinkButton>
            )}
          </>
        }
      />
      <div className="max-w-4xl space-y-6">
        {publishedAt && <CallFigures id={id} figures={call.figures} mayOpen={may(actor, 'application.listBureau')} />}
        {mayEdit ? (
          <Card title="征集内容" description={publishedAt ? '日期已经公布，文字可以更正。' : undefined}>
            {/* an extension or a withdrawal makes a new version that the form must begin from */}
            <CallEditor key={`${status}${closesOn}`} call={call} mayPublish={may(actor, 'call.publish')} />
          </Card>
        ) : (
          <Card title="征集内容">
            <Markdown text={call.body} top={3} />
          </Card>
        )}
        {extensions.length > 0 && (
          <Card title="截止时间的变动">
            <Extensions extensions={extensions} />
          </Card>
        )}
        <Card title="附件" description="公众在征集页面上下载，如征集通知全文、管理办法。">
          {mayEdit && status !== 'withdrawn' ? (
            <UploadField purpose="callFile" callId={id} rule={policy.uploads.callFile} files={files} />
          ) : files.length > 0 ? (
            <Attachments files={files} />
          ) : (
            <p className="text-ink-3">没有附件。</p>
          )}
        </Card>
        <Card title="办理记录" description={`由${call.authorName}撰写，${call.editorName}最后编辑。`}>
          <History steps={call.history} toneOf={callTone} />
        </Card>
      </div>
    </>
  )
}
