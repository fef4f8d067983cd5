import { LinkButton } from '@/components/ui/button'
import type { Proposing as ProposingDto } from '@/lib/application/application.dto'
import { ProposeButton } from './propose-button'

type ProposingProps = { proposing: ProposingDto | null; place: 'unit' | 'department' }

/** 提出信息变更 beside whom it would be about: begin, go on with one's own, or learn why it cannot be done now. */
export function Proposing({ proposing, place }: ProposingProps) {
  if (!proposing) return null
  if (proposing.way === 'continue')
    return (
      <LinkButton href={`/${place}/changes/${proposing.applicationId}`} variant="primary">
        继续填写变更
      </LinkButton>
    )
  const { accountId } = proposing
  return <ProposeButton accountId={accountId} place={place} why={proposing.way === 'closed' ? proposing.why : null} />
}
