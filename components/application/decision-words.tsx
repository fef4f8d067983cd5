import { Alert } from '@/components/ui/alert'
import { Time } from '@/components/ui/time'
import type { OwnApplication } from '@/lib/application/application.dto'

/** What a desk said when it sent the application back or refused it. */
export function Decision({ application }: { application: Pick<OwnApplication, 'decision' | 'status'> }) {
  const { decision, status } = application
  if (!decision) return null
  return (
    <Alert tone={status === 'refused' ? 'danger' : 'warning'} title={`${decision.by}的意见`}>
      <p className="whitespace-pre-line">{decision.opinion}</p>
      <p className="mt-1 text-sm text-ink-3">
        {decision.who}，<Time value={decision.at} />
      </p>
    </Alert>
  )
}
