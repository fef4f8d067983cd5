import type { Route } from 'next'
import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { OwnApplication } from '@/lib/application/application.dto'
import type { NamedMend } from '@/lib/application/mend.rules'

/** Why the application came back, on every page where it is mended. */
type ReturnedNoticeProps = { decision: OwnApplication['decision']; mends: readonly NamedMend[] }

export function ReturnedNotice({ decision, mends }: ReturnedNoticeProps) {
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
      <p className="mt-1 text-sm text-ink-3">
        {decision.who}，<Time value={decision.at} />
      </p>
    </Alert>
  )
}
