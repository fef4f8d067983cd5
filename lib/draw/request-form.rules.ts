import { chinaTime } from '@/lib/platform/time'
import { type DrawPolicy, isUnlockOpen } from '@/lib/policy/draw-policy'
import type { CapAsked, ConditionsAsked, GroupAsk, QuotaAsked } from './ask.schema'

type Maybe<T> = { [K in keyof T]: T[K] extends number | null ? number | undefined : T[K] }

/** A group as the form holds it: an empty box is undefined, an empty select ''. */
export type GroupValues = {
  id: string | null
  name: string
  size: number | undefined
  alternates: number | undefined
  conditions: Omit<Maybe<ConditionsAsked>, 'area'> & { area: string }
  quotas: { feature: string; value: string; min: number | undefined; max: number | undefined }[]
  caps: { feature: string; most: number | undefined }[]
}

export type RequestValues = {
  id: string | null
  version: number
  title: string
  purpose: string
  purposeNote: string
  fromDay: string
  fromTime: string
  toDay: string
  toTime: string
  place: string
  answerMinutes: number | undefined
  unlock: string
  unlockDay: string
  unlockTime: string
  briefing: string
  caps: { feature: string; most: number | undefined }[]
  groups: GroupValues[]
}

/** How many a group of a 补抽 is to have, and how many places of it nobody is left for. */
export type RoundGroup = GroupValues & { on: boolean; whole: number; short: number }
export type RoundValues = { id: string; version: number; reason: string; groups: RoundGroup[] }
/** The same as it is typed: how many there are and lack is known elsewhere. */
export type RoundTyped = Omit<RoundValues, 'groups'> & { groups: (GroupValues & { on: boolean })[] }

/** What was typed and not saved, in the groups there are now and with the places that are missing now. */
export const goesOn = (stored: RoundValues, { version, reason, groups }: RoundTyped): RoundValues => ({
  ...{ id: stored.id, version, reason },
  groups: stored.groups.map(one => {
    const typed = groups.find(({ id }) => id === one.id)
    return typed ? { ...one, ...typed, name: one.name } : one
  }),
})

/** How many a 补抽 may fill of a group, as a sentence: said first, before anything is written. */
export function rangeWords({ whole, short }: Pick<RoundGroup, 'whole' | 'short'>): string {
  if (short === 0) return `这一组要 ${whole} 人，没有缺额，一般不用补抽。`
  return `这一组要 ${whole} 人，还缺 ${short} 人，本轮可补 ${short === 1 ? '1' : `1 至 ${short}`} 人。`
}

const noConditions: GroupValues['conditions'] = {
  ...{ disciplines: [], firstOnly: false, titleLevels: [], titles: [], expertTypes: [], regions: [], area: '' },
  ...{ ageFrom: undefined, ageTo: undefined, natures: [], workYears: undefined, words: '', restDays: undefined },
  ...{ creditAtLeast: undefined, yearlyAtMost: undefined },
}

/** A new group: one of a unit, and the newcomers the policy asks for once its size is known. */
export const blankGroup = (policy: DrawPolicy): GroupValues => ({
  ...{ id: null, name: '', size: undefined, alternates: undefined, conditions: noConditions },
  quotas: policy.newcomers > 0 ? [{ feature: 'newcomer', value: 'yes', min: undefined, max: undefined }] : [],
  caps: [{ feature: 'unit', most: policy.perUnit }],
})

/** The same group once more, to be changed: the server gives it an id of its own. */
export const copyOf = (group: GroupValues, names: readonly string[]): GroupValues => {
  const base = group.name.replace(/（副本\d*）$/, '').slice(0, 40)
  const free = ['', ...Array.from({ length: 99 }, (_, index) => String(index + 2))].find(
    number => !names.includes(`${base}（副本${number}）`),
  )
  const { conditions, quotas, caps } = group
  return {
    ...group,
    conditions: { ...conditions },
    quotas: quotas.map(quota => ({ ...quota })),
    caps: caps.map(cap => ({ ...cap })),
    id: null,
    name: `${base}（副本${free}）`,
  }
}

export const blankRequest = (policy: DrawPolicy): RequestValues => ({
  ...{
    id: null,
    version: 0,
    title: '',
    purpose: '',
    purposeNote: '',
    fromDay: '',
    fromTime: '',
    toDay: '',
    toTime: '',
  },
  ...{ place: '', answerMinutes: policy.answer.usual, unlock: policy.unlock.usual },
  ...{ unlockDay: '', unlockTime: '', briefing: '' },
  caps: [],
  groups: [blankGroup(policy)],
})

const unlockChoices = [
  { value: 'signIn', label: '到会专家全部签到后', hint: '在这之前，谁也看不到抽中了哪些人。' },
  { value: 'time', label: '到约定的时间' },
]
/**
 * Ways of opening the names that the form of a request offers: those the policy allows.
 * @param stored the way of a request that is saved already, which it keeps
 */
export const unlockOptions = (policy: DrawPolicy, stored: string | null) =>
  unlockChoices.filter(({ value }) => isUnlockOpen(policy, value) || value === stored)

const dayOf = (at: Date | null) => (at ? chinaTime(at).slice(0, 10) : '')
const timeOf = (at: Date | null) => (at ? chinaTime(at).slice(11) : '')
const orNone = <T>(value: T | null): T | undefined => value ?? undefined

type Stored = {
  id: string
  version: number
  title: string
  purpose: string
  purposeNote: string | null
  sessionFrom: Date | null
  sessionTo: Date | null
  place: string | null
  answerMinutes: number
  unlock: string
  unlockAt: Date | null
  briefing: string | null
  caps: CapAsked[]
}

/** A stored request as the form holds it. */
export const valuesOfRequest = (request: Stored, groups: GroupValues[]): RequestValues => ({
  ...{ id: request.id, version: request.version, title: request.title, purpose: request.purpose },
  ...{ purposeNote: request.purposeNote ?? '', place: request.place ?? '', briefing: request.briefing ?? '' },
  ...{ fromDay: dayOf(request.sessionFrom), fromTime: timeOf(request.sessionFrom) },
  ...{ toDay: dayOf(request.sessionTo), toTime: timeOf(request.sessionTo) },
  ...{ answerMinutes: request.answerMinutes, unlock: request.unlock, caps: request.caps, groups },
  ...{ unlockDay: dayOf(request.unlockAt), unlockTime: timeOf(request.unlockAt) },
})

/** What is stored of a group as the form holds it. */
export function valuesOfGroup(id: string, name: string, ask: GroupAsk): GroupValues {
  const { conditions, size, alternates, caps } = ask
  const quotas = ask.quotas.map((quota: QuotaAsked) => ({ ...quota, max: orNone(quota.max) }))
  const { ageFrom, ageTo, workYears, restDays, creditAtLeast } = conditions
  return {
    ...{ id, name, size, alternates, quotas, caps },
    conditions: {
      ...conditions,
      area: conditions.area ?? '',
      ...{ ageFrom: orNone(ageFrom), ageTo: orNone(ageTo), workYears: orNone(workYears) },
      ...{ restDays: orNone(restDays), creditAtLeast: orNone(creditAtLeast) },
    },
  }
}
