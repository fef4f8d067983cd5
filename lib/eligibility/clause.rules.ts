import type { Relaxation } from '@/lib/policy/conditions-policy'
import { awardGrades } from '@/lib/profile/options.schema'
import { codesOf, type RowData, textOf } from '@/lib/profile/values.rules'
import { qualificationsHeld, reaches, titlesHeld } from './condition.rules'
import type { Evidence } from './eligibility.dto'
import { asks, type Case, evidenceOf, rowsIn } from './evidence.rules'
import { monthOf, readSpan } from './period.rules'

type Of<K extends Relaxation['kind']> = Extract<Relaxation, { kind: K }>

/** What proves that somebody comes under a clause of 第五条; empty when nothing does. Pure and total. */
export function evidenceFor(it: Case, clause: Relaxation): Evidence[] {
  switch (clause.kind) {
    case 'talent':
      return talents(it, clause)
    case 'award':
      return rowsIn(it, 'awards')
        .filter(row => clause.awards.some(wanted => isAward(row, wanted)))
        .map(row => evidenceOf(it, 'awards', row))
    case 'project':
      return rowsIn(it, 'projects')
        .filter(row => isLed(it, row, clause))
        .map(row => evidenceOf(it, 'projects', row))
    case 'profession':
      return profession(it, clause)
  }
}

function talents(it: Case, { levels }: Of<'talent'>): Evidence[] {
  if (!asks(it, 'basic')) return []
  const chosen = codesOf(it.facts.sections.basic?.talents)
  return it.policy.profile.talents
    .filter(({ code, level }) => chosen.includes(code) && levels.includes(level))
    .map(({ label }) => ({ section: 'basic', rowId: null, text: label }))
}

const gradeOrder = awardGrades.map(([code]) => code).filter(code => code !== 'other')

/** An award without grades satisfies only what asks for none. */
function isAward(row: RowData, wanted: Of<'award'>['awards'][number]): boolean {
  const rank = /^\d{1,6}$/.test(textOf(row.rank).trim()) ? Number(textOf(row.rank)) : 0
  if (textOf(row.level) !== wanted.level || rank < 1 || rank > wanted.maxRank) return false
  if (wanted.grade === null) return true
  const at = gradeOrder.indexOf(textOf(row.grade))
  return at >= 0 && at <= gradeOrder.indexOf(wanted.grade)
}

/** 近三年承担过: it was under way in a month of the last three years, the month of that day three years ago included. */
function isLed(it: Case, row: RowData, { levels, roles, withinYears }: Of<'project'>): boolean {
  const now = monthOf(it.today)
  const span = readSpan(row.period, now)
  return (
    (levels as readonly string[]).includes(textOf(row.level)) &&
    (roles as readonly string[]).includes(textOf(row.role)) &&
    span !== null &&
    span.from <= now &&
    span.to >= now - withinYears * 12
  )
}

/** 从事 is read as: has worked in such a field, now or before. Whether that is enough is what the officer judges. */
function profession(it: Case, { fields, level, qualification }: Of<'profession'>): Evidence[] {
  const worked = rowsIn(it, 'work').filter(row => (fields as readonly string[]).includes(textOf(row.field)))
  const titles = titlesHeld(it).filter(one => reaches(one.level, level))
  const proofs = [...titles.map(({ row }) => row), ...(qualification ? qualificationsHeld(it) : [])]
  if (worked.length === 0 || proofs.length === 0) return []
  return [...worked.map(row => evidenceOf(it, 'work', row)), ...proofs.map(row => evidenceOf(it, 'titles', row))]
}
