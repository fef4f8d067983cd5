/** Of a list so many names are kept. */
export const SAMPLE = 20

type Named = { id: string; name: string; unitName: string }

/** What a draft would change, in numbers. Serialisable: it is stored with the draft. */
export type Preview = {
  /** experts in the pool, looked at under both policies; null: conditions are the same */
  pool: {
    looked: number
    /** meets every condition now, would not any more */
    lost: number
    lostSample: Named[]
    /** does not now, would then */
    gained: number
    gainedSample: Named[]
    /** who would not any more, by discipline of the first level */
    byDiscipline: Record<string, number>
  } | null
  /** first applications under way; null: conditions are the same */
  open: { looked: number; lost: number; lostSample: string[]; gained: number; gainedSample: string[] } | null
  /** null: membership is the same */
  membership: { sleepBefore: number; sleepAfter: number; leaveBefore: number; leaveAfter: number } | null
}

export const emptyPreview: Preview = { pool: null, open: null, membership: null }

const someMore = <T>(list: readonly T[], more: readonly T[]): T[] => [...list, ...more].slice(0, SAMPLE)

/** What one more page of experts found. */
export type PoolPage = {
  looked: number
  lost: (Named & { disciplines: readonly string[] })[]
  gained: Named[]
}

/** Adds a page to what was counted so far. Pure. */
export function withPage(pool: Preview['pool'], page: PoolPage): NonNullable<Preview['pool']> {
  const so = pool ?? { looked: 0, lost: 0, lostSample: [], gained: 0, gainedSample: [], byDiscipline: {} }
  const byDiscipline = { ...so.byDiscipline }
  for (const { disciplines } of page.lost)
    for (const name of new Set(disciplines)) byDiscipline[name] = (byDiscipline[name] ?? 0) + 1
  const named = ({ id, name, unitName }: Named): Named => ({ id, name, unitName })
  return {
    looked: so.looked + page.looked,
    lost: so.lost + page.lost.length,
    lostSample: someMore(so.lostSample, page.lost.map(named)),
    gained: so.gained + page.gained.length,
    gainedSample: someMore(so.gainedSample, page.gained.map(named)),
    byDiscipline,
  }
}
