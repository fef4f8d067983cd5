import type { Metadata } from 'next'
import { PreviewButton } from '@/components/file/preview-button'
import { ObjectionDecision } from '@/components/publicity/objection-decision'
import { ObjectionBadge, objectionTone } from '@/components/publicity/status'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { Time } from '@/components/ui/time'
import { History } from '@/components/workflow/history'
import { RevealNumber } from '@/components/workflow/reveal-number'
import { may } from '@/lib/access/permissions'
import { requirePage } from '@/lib/auth/current'
import { found } from '@/lib/auth/page'
import { backHref } from '@/lib/platform/list-params'
import type { ObjectionView } from '@/lib/publicity/objection.dto'
import { objectionSpec } from '@/lib/publicity/objection.rules'
import { viewObjection } from '@/lib/publicity/objections.dal'
import { revealObjectorPhoneAction } from '@/lib/publicity/publicity.actions'

import { waitLine } from '@/lib/workflow/wait.rules'

export const metadata: Metadata = { title: '公示异议' }

export default async function ObjectionPage({ params, searchParams }: PageProps<'/bureau/objections/[id]'>) {
  const actor = await requirePage('objection.view')
  const objection = await found(viewObjection(actor, (await params).id))
  const { by, expertName, status, statusLabel, batchId, batchNumber, files } = objection
  const mayDecide = may(actor, 'objection.decide')
  const back = { href: backHref('/bureau/objections', objectionSpec, await searchParams), label: '返回公示异议' }
  return (
    <>
      <PageHeader
        title={`对${expertName}的异议`}
        status={<ObjectionBadge status={status} label={statusLabel} />}
        description={waitLine(objection.wait)}
        breadcrumb={<Breadcrumb items={[{ label: '公示异议', href: back.href }, { label: expertName }]} />}
      />
      <div className={mayDecide ? 'grid items-start gap-6 lg:grid-cols-[1fr_22rem]' : undefined}>
        <div className="space-y-6">
          <Card title="异议内容">
            <p className="whitespace-pre-line">{objection.grounds}</p>
            {files.length > 0 ? (
              <ul className="mt-4 divide-y divide-line border-t border-line">
                {files.map(file => (
                  <li key={file.id} className="flex items-center justify-between gap-3 py-1.5">
                    <span className="min-w-0 break-all">{file.name}</span>
                    {file.state === 'ready' ? (
                      <PreviewButton file={file} />
                    ) : (
                      <span className="text-ink-3">正在检查病毒</span>
                    )}
                  </li>
                ))}
              </ul>
            ) : (
              <p className="mt-4 border-t border-line pt-3 text-ink-3">
                {objection.arrivedOn ? '书面材料另行归档，没有上传。' : '没有附证明材料。'}
              </p>
            )}
          </Card>
          <Card title="谁提出、对谁">
            <DescriptionList
              items={[
                { label: '名义', value: objection.kindLabel },
                ...(objection.arrivedOn ? [{ label: '来件日期', value: objection.arrivedOn }] : []),
                { label: objection.arrivedOn ? '登记时间' : '提出时间', value: <Time value={objection.filedAt} /> },
                ...(by
                  ? [
                      ...(by.unitName ? [{ label: '单位', value: by.unitName }] : []),
                      { label: by.unitName ? '联系人' : '姓名', value: by.name },
                      { label: '手机', value: phoneWords(by, objection.arrivedOn !== null) },
                      ...(by.emailMask ? [{ label: '邮箱', value: `${by.emailMask}（已验证）` }] : []),
                    ]
                  : []),
                { label: '回执编号', value: objection.receipt },
                {
                  label: '公示人员',
                  value: may(actor, 'application.view') ? (
                    <Link href={`/bureau/applications/${objection.applicationId}`}>
                      {expertName}，{objection.unitName}
                    </Link>
                  ) : (
                    `${expertName}，${objection.unitName}`
                  ),
                },
                { label: '申请状态', value: objection.applicationStatusLabel },
                {
                  label: '公示',
                  value: (
                    <Link href={`/bureau/publicity/${batchId}`}>
                      第 {batchNumber} 号，到 {objection.lastDay} 为止
                    </Link>
                  ),
                },
              ]}
            />
            {by?.phoneMask && mayDecide && (
              <RevealNumber
                id={objection.id}
                of={by.name}
                what="手机号码"
                label="查看手机号码"
                action={revealObjectorPhoneAction}
              />
            )}
          </Card>
          <Card title="办理记录">
            <History steps={objection.history} toneOf={objectionTone} />
          </Card>
        </div>
        {mayDecide && <ObjectionDecision objection={objection} back={back} />}
      </div>
    </>
  )
}

/** A phone that was proved by a code, one that was only written, or none. */
function phoneWords({ phoneMask, emailMask }: NonNullable<ObjectionView['by']>, written: boolean): string {
  if (phoneMask === null) return '没有写'
  return emailMask || written ? `${phoneMask}（未验证）` : phoneMask
}
