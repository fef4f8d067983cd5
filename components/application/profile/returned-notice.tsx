import type { Route } from 'next'
import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { OwnApplication } from '@/lib/application/application.dto'
import type { NamedMend } from '@/lib/application/mend.rules'

type ReturnedNoticeProps = {
  decision: OwnApplication['decision']
  mends: readonly NamedMend[]
  /** the policy asks for a stamped form, which belongs to one version only */
  stamped?: boolean
}

/** Why the application came back, on every page where it is mended. */
export function ReturnedNotice({ decision, mends, stamped }: ReturnedNoticeProps) {
  if (!decision) return null
  return (
    <Alert tone="warning" title={`退回修改：${decision.by}的意见`}>
      <p className="whitespace-pre-line">{decision.opinion}</p>
      {mends.length > 0 && (
        <div className="mt-2">
          <p>只需要修改下面的内容，其他部分保持原样：</p>
          <ul className="list-disc space-y-0.5 pl-5">
            {mends.map(mend => (
              <li key={mend.href}>
                <Link href={mend.href as Route} className="text-warning underline">
                  {mend.label}
                </Link>
                {mend.remark && `：${mend.remark}`}
              </li>
            ))}
          </ul>
        </div>
      )}
      {stamped && <p className="mt-2">改动内容后，需要重新导出专家信息表，请单位盖章后上传，再提交。</p>}
      <p className="mt-1 text-sm text-ink-3">
        {decision.who}，<Time value={decision.at} />
      </p>
    </Alert>
  )
}
