import { dict, type TitleLevel, titleLevelOf } from '@/lib/dict'
import { addYears, ageOn } from '@/lib/platform/fields/age'
import { isRealDate } from '@/lib/platform/fields/dates'
import type { Condition } from '@/lib/policy/conditions-policy'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { periodOf, type RowData, textOf } from '@/lib/profile/values.rules'
import type { ConditionResult, Evidence } from './eligibility.dto'
import { asks, type Case, evidenceOf, rowsIn } from './evidence.rules'
import { durationText, monthName, monthOf, monthsCovered, readSpan } from './period.rules'

/** A condition judged without the clauses that may relax it. */
export type Judgement = Pick<ConditionResult, 'words'> &
  Partial<Pick<ConditionResult, 'hint' | 'evidence' | 'fill'>> & {
    outcome: Exclude<ConditionResult['outcome'], 'relaxable'>
  }

/** Ends of an age that are near enough to be told. */
const SOON_MONTHS = 24

const levels: readonly TitleLevel[] = ['none', 'junior', 'intermediate', 'associate', 'senior']
/** Whether a title is of a level or above. */
export const reaches = (level: TitleLevel, wanted: TitleLevel): boolean =>
  levels.indexOf(level) >= levels.indexOf(wanted)

const notAsked = (what: string): Judgement => ({
  outcome: 'judge',
  words: `专家信息中不填写${what}，请核对材料后判断`,
})
const notFilled = (what: string, fill: ProfileSection): Judgement => ({
  outcome: 'unknown',
  words: `还没有填写${what}`,
  fill,
})

/** Judges one condition. Pure and total: whatever was typed, there is an answer. */
export function judge(it: Case, condition: Condition): Judgement {
  switch (condition.kind) {
    case 'years':
      return judgeYears(it, condition.years)
    case 'title':
      return judgeTitle(it, condition)
    case 'age':
      return judgeAge(it, condition.max)
    case 'record':
      return { outcome: 'judge', words: '由审核人核对有没有不良记录' }
    case 'attested':
      return { outcome: 'judge', words: `由推荐人核实，${it.policy.authority.short}审核时判断` }
  }
}

/** Work that counts: every field but 其他 (C1(三)). A row without its field or its dates says nothing yet. */
function judgeYears(it: Case, years: number): Judgement {
  if (!asks(it, 'work')) return notAsked('工作经历')
  const now = monthOf(it.today)
  const rows = rowsIn(it, 'work').map(row => ({ row, field: textOf(row.field), span: readSpan(row.period, now) }))
  const told = rows.filter(({ field, span }) => field !== '' && span !== null)
  const untold = rows.length - told.length
  const hint = untold > 0 ? `有 ${untold} 段没有填好工作性质或起止时间，没有计入` : null
  if (told.length === 0 && it.facts.sections.work?.none !== true) return { ...notFilled('工作经历', 'work'), hint }
  const counted = told.filter(({ field }) => field !== 'other')
  const months = monthsCovered(
    counted.map(({ span }) => span!),
    now,
  )
  const evidence = counted.map(({ row }) => evidenceOf(it, 'work', row))
  const sum = months > 0 ? `累计 ${durationText(months)}` : '还没有计入年限的工作'
  const missing = years * 12 - months
  if (missing <= 0) return { outcome: 'met', words: sum, evidence, hint }
  const goesOn = counted.some(({ row, span }) => periodOf(row.period).current && span!.from <= now)
  const until = goesOn
    ? `${durationText(missing)}后（${monthName(now + missing)}）满 ${years} 年`
    : `还差 ${durationText(missing)}才满 ${years} 年`
  return { outcome: 'short', words: `${sum}，${until}`, evidence, hint }
}

export type HeldTitle = { row: RowData; code: string; level: TitleLevel }

/** The titles in a profile whose level is known. */
export const titlesHeld = (it: Case): HeldTitle[] =>
  rowsIn(it, 'titles').flatMap(row => {
    const code = textOf(row.kind) === 'title' ? textOf(row.titleCode) : ''
    const level = titleLevelOf(code)
    return level === null ? [] : [{ row, code, level }]
  })

/** Qualifications registered by the state. */
export const qualificationsHeld = (it: Case): RowData[] =>
  rowsIn(it, 'titles').filter(row => textOf(row.kind) === 'qualification' && textOf(row.qualification).trim() !== '')

function judgeTitle(it: Case, { level, or }: Extract<Condition, { kind: 'title' }>): Judgement {
  const held = titlesHeld(it)
  const best = held.reduce<HeldTitle | null>(
    (one, other) => (one && reaches(one.level, other.level) ? one : other),
    null,
  )
  const name = (code: string) => dict('titleLevel').name(code)
  if (best && reaches(best.level, level))
    return {
      outcome: 'met',
      words: `${dict('title').name(best.code)}（${name(best.level)}）`,
      evidence: held.filter(one => reaches(one.level, level)).map(({ row }) => evidenceOf(it, 'titles', row)),
    }
  const doctor = or === 'doctor' ? doctorates(it) : []
  if (doctor.length > 0) return { outcome: 'met', words: '博士学位', evidence: doctor }
  if (!asks(it, 'titles')) return notAsked('职称')
  const known = best !== null || qualificationsHeld(it).length > 0 || it.facts.sections.titles?.none === true
  if (!known) return notFilled('职称', 'titles')
  const has =
    best && best.level !== 'none'
      ? `现在最高的职称是${dict('title').name(best.code)}（${name(best.level)}），没有达到${name(level)}`
      : '没有填写职称'
  const evidence = best ? [evidenceOf(it, 'titles', best.row)] : []
  if (or !== 'equivalent')
    return { outcome: 'short', words: or === 'doctor' ? `${has}，也没有博士学位` : has, evidence }
  return { outcome: 'judge', words: `${has}；是否具有同等专业技术水平，由审核人判断`, evidence }
}

/** GB/T 6864: 2 博士 and the degrees below it; 名誉博士 (1) is none. */
const isDoctor = (code: string): boolean => code === '2' || dict('degree').entry(code)?.parent === '2'

function doctorates(it: Case): Evidence[] {
  const own = textOf(it.facts.sections.basic?.degree)
  const inBasic: Evidence[] =
    asks(it, 'basic') && isDoctor(own)
      ? [{ section: 'basic', rowId: null, text: `最高学位：${dict('degree').name(own)}` }]
      : []
  const earned = rowsIn(it, 'education').filter(row => isDoctor(textOf(row.degree)))
  return [...inBasic, ...earned.map(row => evidenceOf(it, 'education', row))]
}

/** 不超过 65 周岁 holds to the end of the day before the 66th birthday: as long as the full years are not more than 65. */
function judgeAge({ facts, today }: Case, max: number): Judgement {
  const birth = facts.birthDate
  if (!birth || !isRealDate(birth) || birth > today)
    return { outcome: 'judge', words: '系统中没有出生日期，请核对证件后判断' }
  const age = ageOn(birth, today)
  const over = addYears(birth, max + 1)
  if (age > max) return { outcome: 'short', words: `现年 ${age} 周岁，超过 ${max} 周岁已有${lapse(over, today)}` }
  const left = monthsBetween(today, over)
  const hint = left < SOON_MONTHS ? `再过${lapse(today, over)}（${dayName(over)}起）超过 ${max} 周岁` : null
  return { outcome: 'met', words: `现年 ${age} 周岁`, hint }
}

const dayName = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year} 年 ${month} 月 ${date} 日`
}

/** Whole months from one day to a later one. */
function monthsBetween(from: string, to: string): number {
  const whole = monthOf(to) - monthOf(from)
  return to.slice(8) < from.slice(8) ? whole - 1 : whole
}

/** ` 1 年 3 个月`; in days where it is less than a month, 不足 1 天 on the day itself. */
function lapse(from: string, to: string): string {
  const months = monthsBetween(from, to)
  if (months > 0) return ` ${durationText(months)}`
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
  return days > 0 ? ` ${days} 天` : '不足 1 天'
}
