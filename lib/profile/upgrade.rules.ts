import type { Sections } from './facts.rules'
import { listOf, partsOf, type SectionData, textOf } from './values.rules'

/** Ids for rows that were frozen before rows had any: the same at each reading, and like nothing that is made anew. */
const oldRow = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

/**
 * Sections as they are now, of a version that was submitted when there were five: 职称 and 学科 stood alone and rows of
 * 工作经历 were flat. What is new already comes back as it is. Migration 0018 does the same to working copies.
 */
export function upgradeSections(stored: Record<string, SectionData | undefined>): Sections {
  const { title, disciplines, work, ...rest } = stored
  const upgraded: Sections = { ...rest }
  if (title)
    upgraded.titles = {
      none: title.titleCode === '999',
      rows:
        title.titleCode === '999'
          ? []
          : [{ id: oldRow(0), kind: 'title', titleCode: title.titleCode, obtainedOn: title.obtainedOn }],
    }
  if (disciplines) upgraded.basic = { ...rest.basic, disciplines: disciplines.codes, research: disciplines.research }
  if (work) upgraded.work = { ...work, rows: listOf(work.rows).map(workRow) }
  return upgraded
}

function workRow(value: unknown, index: number): SectionData {
  const row = partsOf(value)
  if (!('unitName' in row)) return row
  const { unitName, position, from, to, current } = row
  return {
    id: oldRow(index),
    unit: { unitId: null, name: textOf(unitName) },
    position,
    field: 'technology',
    period: { from, to, current },
  }
}
