'use client'
import { useEffect, useState } from 'react'
import { onChange } from '@/components/application/fresh'
import type { OwnEligibility } from '@/lib/eligibility/eligibility.dto'
import { summaryOf } from '@/lib/eligibility/eligibility.rules'
import { AsOf, ConditionCard } from './condition-card'

/** After a save, and until further saves have been quiet for a moment. */
const QUIET_MS = 700

const linkOf = ({ section, rowId }: { section: string; rowId: string | null }) =>
  `/expert/profile/${section}${rowId ? `#row-${rowId}` : ''}`

async function fetchOwn(): Promise<OwnEligibility | null> {
  try {
    const response = await fetch('/api/eligibility')
    return response.ok ? ((await response.json()) as OwnEligibility | null) : null
  } catch {
    // offline or signed out: the form beside it says so, and what was shown stays
    return null
  }
}

/**
 * 入库条件 beside the form: judged again on the server whenever something has been saved, without touching the form.
 */
export function LiveConditions({ initial }: { initial: OwnEligibility }) {
  const [newer, setNewer] = useState<{ over: OwnEligibility; now: OwnEligibility } | null>(null)
  // what the page brings is newer than what was fetched for the page before
  const shown = newer?.over === initial ? newer.now : initial

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let turn = 0
    const judge = async () => {
      const mine = ++turn
      const now = await fetchOwn()
      if (now && mine === turn) setNewer({ over: initial, now })
    }
    const stop = onChange(() => {
      clearTimeout(timer)
      timer = setTimeout(() => void judge(), QUIET_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
      turn = Number.POSITIVE_INFINITY
    }
  }, [initial])

  return (
    <>
      <ConditionCard
        conditions={shown.conditions}
        linkOf={linkOf}
        source={shown.source}
        note={
          <>
            <AsOf day={shown.day} />
            ，随填写自动更新，供您参考；以审核结果为准。有不符合的也可以提交。
          </>
        }
      />
      <p role="status" className="sr-only">
        {newer?.over === initial && `入库条件已更新：${summaryOf(shown.conditions)}`}
      </p>
    </>
  )
}
