import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { RefreshEvery } from '@/components/ui/refresh-every'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import { MOST_TRIES } from '@/lib/export/columns.rules'
import type { ExportView } from '@/lib/export/export.dto'
import { CancelExport } from './cancel-export'
import { Columns } from './columns'
import { Conditions } from './conditions'
import { DownloadExport } from './download-export'
import { ExportDecision } from './export-decision'
import { RevokeExport } from './revoke-export'
import { exportTone } from './status'

const grouped = new Intl.NumberFormat('zh-CN')

type ExportPageProps = {
  request: ExportView
  /** the address of the file was opened by itself, without a proof that it asks for */
  unproved?: boolean
}

/** One request: who asks for what, the decision about it, and the file. */
export function ExportPage({ request, unproved = false }: ExportPageProps) {
  const cancel = request.events.find(({ event }) => event === 'cancel')
  const revoke = request.events.find(({ event }) => event === 'revoke')
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="min-w-0 space-y-5">
        {unproved && request.canDownload && (
          <Alert tone="warning" title="下载前要验证身份">
            文件里有完整的个人号码，所以没有直接下载。请点下面的「下载文件」，按提示再验证一次。
          </Alert>
        )}
        <FileCard request={request} />
        <Card title="申请内容">
          <DescriptionList
            columns={1}
            items={[
              { label: '提出人', value: request.requester },
              { label: '提出时间', value: <Time value={request.createdAt} /> },
              { label: '用途', value: <span className="whitespace-pre-line">{request.purpose}</span> },
              { label: '专家范围', value: <Conditions conditions={request.conditions} /> },
              {
                label: request.rows === null ? '人数' : '文件中的人数',
                value: (
                  <>
                    <span className="num">{grouped.format(request.people)}</span> 名
                    {request.now && request.now.count !== request.people && (
                      <>
                        （申请时；现在 <span className="num">{grouped.format(request.now.count)}</span> 名）
                      </>
                    )}
                    <Link href={request.listHref} prefetch={false} className="ml-3 text-accent-strong underline">
                      {request.rows === null ? '查看名单' : '查看现在符合条件的专家'}
                    </Link>
                  </>
                ),
              },
              {
                label: '列',
                value: <Columns columns={request.columns} />,
              },
              ...(request.numbersReason
                ? [
                    {
                      label: '使用完整号码的理由',
                      value: <span className="whitespace-pre-line">{request.numbersReason}</span>,
                    },
                  ]
                : []),
              ...(request.approver ? [{ label: '审批人', value: request.approver }] : []),
            ]}
          />
        </Card>
      </div>
      <div className="space-y-5">
        <ExportDecision request={request} />
        {cancel && !cancel.whyNot && (
          <Card title="撤销">
            <p className="mb-3 text-ink-2">还没有人审批，可以撤销。</p>
            <CancelExport id={request.id} version={request.version} />
          </Card>
        )}
        {revoke && !revoke.whyNot && (
          <Card title="收回">
            <p className="mb-3 text-ink-2">发现范围、列或用途不对，或者不再需要的，可以收回：文件立即删除。</p>
            <RevokeExport id={request.id} number={request.number} own={request.own} downloads={request.downloads} />
          </Card>
        )}
        <Card title="办理记录">
          <History steps={request.history} toneOf={exportTone} />
        </Card>
      </div>
    </div>
  )
}

function FileCard({ request }: { request: ExportView }) {
  const { status, expiresAt, canDownload, downloads, numbers, attempts } = request
  if (status === 'requested')
    return (
      <Alert tone="info" title="等待另一位业务管理员审批">
        同意之后，系统自动生成文件，提出的人可以下载。
        <RefreshEvery seconds={30} />
      </Alert>
    )
  if (status === 'approved')
    return (
      <Alert tone="info" title="正在生成文件">
        {attempts > 1
          ? `前 ${attempts - 1} 次没有生成，正在再试；试 ${MOST_TRIES} 次不成就停下来，并告诉您原因。`
          : '一般不超过一分钟，生成后这一页会自动更新。'}
        <RefreshEvery seconds={5} />
      </Alert>
    )
  if (status === 'refused')
    return (
      <Alert tone="danger" title="没有同意">
        理由见办理记录。
      </Alert>
    )
  if (status === 'stopped')
    return (
      <Alert tone="danger" title="没有做成">
        {request.history.at(-1)?.opinion}
      </Alert>
    )
  if (status === 'revoked')
    return (
      <Alert tone="danger" title="已收回，文件已删除">
        原因：{request.history.at(-1)?.opinion}
        {downloads > 0 && `　收回前已下载 ${downloads} 次，下载的文件请删除。`}
      </Alert>
    )
  if (status === 'expired')
    return (
      <Alert tone="info" title="文件已过期删除">
        仍然需要的，请重新申请。
      </Alert>
    )
  if (status === 'cancelled')
    return (
      <Alert tone="info" title="申请已撤销">
        需要时可以重新申请。
      </Alert>
    )
  return (
    <Card title="文件">
      <p className="mb-3 text-ink-2">
        Excel 文件，可下载到 {expiresAt && <Time value={expiresAt} />}，到期删除。
        {canDownload
          ? `${numbers ? '含完整的个人号码，每次下载前要再验证一次身份。' : ''}每次下载都会记入审计记录；文件只限上述用途，不得转给他人，用后请删除。`
          : '只有提出的人能下载。'}
        {downloads > 0 && `已下载 ${downloads} 次。`}
      </p>
      {canDownload && <DownloadExport id={request.id} number={request.number} />}
    </Card>
  )
}
