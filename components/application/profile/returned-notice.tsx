import { Alert } from '@/components/ui/alert'
import { Time } from '@/components/ui/time'
import type { OwnApplication } from '@/lib/application/application.dto'

/** Why the application came back, on every page where it is mended. */
export function ReturnedNotice({ decision }: { decision: OwnApplication['decision'] }) {
  if (!decision) return null
  return (
    <Alert tone="warning" title={`退回修改：${decision.by}的意见`}>
      <p className="whitespace-pre-line">{decision.opinion}</p>
      <p className="mt-1 text-sm text-ink-3">
        {decision.who}，<Time value={decision.at} />
      </p>
    </Alert>
  )
}
