import { StepProgress } from '@/components/ui/step-progress'
import type { PathStep } from '@/lib/application/path.rules'
import { chinaDay } from '@/lib/platform/time'

const noteOf = ({ state, at }: PathStep): string | undefined => {
  if (!at) return undefined
  return state === 'current' ? `${chinaDay(at)} 起` : chinaDay(at)
}

/** The way into the pool, with the day each station was passed. */
export function PathProgress({ steps }: { steps: PathStep[] }) {
  return <StepProgress steps={steps.map(step => ({ label: step.label, state: step.state, note: noteOf(step) }))} />
}
