import { dict } from '@/lib/dict'
import { type CapAsked, type ConditionsAsked, drawFeatureLabels, type GroupAsk, type QuotaAsked } from './ask.schema'
import { type AskNames, capFeatureLabel, expertTypes, valueWords } from './ask-feature.rules'

export type Line = { label: string; words: string }

const list = (values: readonly string[], name: (value: string) => string) => values.map(name).join('、')
const typeName = (value: string) => expertTypes.find(one => one.value === value)?.label ?? value

/** 周岁 in words: 35–60, 不小于 35, 不大于 60. */
function ageWords(from: number | null, to: number | null): string {
  if (from !== null && to !== null) return `${from}–${to} 周岁（按评审当天计算）`
  return from !== null ? `不小于 ${from} 周岁（按评审当天计算）` : `不大于 ${to} 周岁（按评审当天计算）`
}

const yearlyWords = (most: number): string =>
  most === 0 ? '评审当年还没有被抽中过' : `评审当年已抽中不超过 ${most} 次`

/** Who may be drawn, line by line; nothing where everybody in the pool may. */
export function describeConditions(asked: ConditionsAsked, names: AskNames): Line[] {
  const lines: (Line | null)[] = [
    asked.disciplines.length > 0
      ? {
          label: asked.firstOnly ? '第一学科' : '学科',
          words: `${list(asked.disciplines, names.discipline)}（含下级学科）`,
        }
      : null,
    asked.titleLevels.length > 0
      ? { label: '职称级别', words: list(asked.titleLevels, value => dict('titleLevel').name(value)) }
      : null,
    asked.titles.length > 0 ? { label: '职称', words: list(asked.titles, value => dict('title').name(value)) } : null,
    asked.expertTypes.length > 0 ? { label: '专家类型', words: list(asked.expertTypes, typeName) } : null,
    asked.regions.length > 0 ? { label: '地区', words: list(asked.regions, names.region) } : null,
    asked.area ? { label: '区域', words: asked.area === 'inside' ? names.inside : names.outside } : null,
    asked.ageFrom !== null || asked.ageTo !== null
      ? { label: '年龄', words: ageWords(asked.ageFrom, asked.ageTo) }
      : null,
    asked.natures.length > 0
      ? { label: '单位类型', words: list(asked.natures, value => dict('unitNature').name(value)) }
      : null,
    asked.workYears !== null ? { label: '工作年限', words: `满 ${asked.workYears} 年` } : null,
    asked.words ? { label: '项目、论文标题', words: `含有：${asked.words}` } : null,
    asked.restDays !== null ? { label: '间隔', words: `评审前 ${asked.restDays} 天内没有被抽中` } : null,
    asked.creditAtLeast !== null ? { label: '信用分', words: `不低于 ${asked.creditAtLeast} 分` } : null,
    asked.yearlyAtMost !== undefined ? { label: '抽中次数', words: yearlyWords(asked.yearlyAtMost) } : null,
  ]
  return lines.filter(line => line !== null)
}

/** 正高级 3–5 人, 正高级至少 3 人, 财务专家 1 人. */
export function quotaWords({ feature, value, min, max }: QuotaAsked, names: AskNames): string {
  const who = valueWords(feature, value, names)
  if (max === null) return `${who}至少 ${min} 人`
  if (min === max) return `${who} ${min} 人`
  return min === 0 ? `${who}最多 ${max} 人` : `${who} ${min}–${max} 人`
}

export const capWords = ({ feature, most }: CapAsked): string => `同一${capFeatureLabel(feature)}最多 ${most} 人`

/** Everything a round asks for one group, line by line, for who approves and who reads the record. */
export function describeAsk(ask: GroupAsk, names: AskNames): Line[] {
  const features = [...new Set(ask.quotas.map(({ feature }) => feature))]
  const conditions = describeConditions(ask.conditions, names)
  return [
    { label: '人数', words: `${ask.size} 人，候补 ${ask.alternates} 人` },
    ...(conditions.length > 0 ? conditions : [{ label: '条件', words: '不限，在库专家都可以抽取' }]),
    ...features.map(feature => ({
      label: `结构：${drawFeatureLabels[feature]}`,
      words: ask.quotas
        .filter(quota => quota.feature === feature)
        .map(quota => quotaWords(quota, names))
        .join('；'),
    })),
    ...(ask.caps.length > 0 ? [{ label: '上限', words: ask.caps.map(capWords).join('；') }] : []),
  ]
}
