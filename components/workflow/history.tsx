import type { Tone } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Time } from '@/components/ui/time'
import { Timeline } from '@/components/ui/timeline'

/** One step as the DTOs carry it. `label` says what happened, `toLabel` where it led. */
export type HistoryEntry = {
  at: Date | string
  event: string
  to: string
  who: string
  office: string
  inPlaceOf?: string | null
  opinion: string | null
  label?: string
  toLabel: string
}

/** 李四（规划处，代张三） */
const signed = ({ who, office, inPlaceOf }: HistoryEntry): string => {
  const place = [who === office ? '' : office, inPlaceOf ? `代${inPlaceOf}` : ''].filter(Boolean).join('，')
  return place ? `${who}（${place}）` : who
}

type HistoryProps = {
  /** oldest first, as the data functions answer */
  steps: HistoryEntry[]
  /** colour of the dot for a status; neutral where it says nothing */
  toneOf?: (status: string) => Tone
  /** what the steps belong to, for screen readers */
  label?: string
}

/** Who, when, what and why, the newest step on top: the last word is what people come for. */
export function History({ steps, toneOf, label }: HistoryProps) {
  if (steps.length === 0) return <EmptyState title="还没有办理记录" />
  const entries = steps.toReversed().map(step => ({
    id: `${new Date(step.at).getTime()}-${step.event}`,
    what: step.label && step.label !== step.toLabel ? `${step.label}，${step.toLabel}` : step.toLabel,
    who: signed(step),
    when: <Time value={step.at} />,
    why: step.opinion,
    tone: toneOf?.(step.to),
  }))
  return <Timeline entries={entries} label={label} />
}
