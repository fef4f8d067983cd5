/** certain: excluded by itself. likely: 待核, excluded until somebody says 误报 with a reason. */
export type Certainty = 'certain' | 'likely'

/**
 * What an evidence sentence is made of: whose people or unit, what the profile says, its years; `elsewhere`: the unit it
 * names beside him, where that is another one.
 */
export type Evidence = { who: string; tie?: string; years?: string; elsewhere?: string }

const mayBeHim = ({ elsewhere }: Evidence): string =>
  elsewhere ? `；资料中他的单位是“${elsewhere}”，可能已经调动，请核对是否同一人` : ''

type RuleDef = {
  /** S§13 */
  article: '（一）' | '（二）' | '（三）' | '（四）' | '（五）'
  label: string
  /** what it can be; of those that can be both, the hit says which */
  certainty: Certainty | 'either'
  evidence: (facts: Evidence) => string
}

const joint = (label: string, what: string): RuleDef => ({
  article: '（二）',
  label,
  certainty: 'either',
  evidence: facts => `与${facts.who}${what}：${facts.tie ?? ''}${facts.years ?? ''}${mayBeHim(facts)}`,
})

/** Why an expert keeps away from a 评审对象, article by article (S§13, V1–V5), with the sentence that shows it. */
export const avoidanceRules = {
  memberNumber: {
    article: '（一）',
    label: '是项目组成员（证件号码）',
    certainty: 'certain',
    evidence: ({ who }) => `证件号码与${who}一致`,
  },
  memberPhone: {
    article: '（一）',
    label: '是项目组成员（手机号码）',
    certainty: 'certain',
    evidence: ({ who }) => `手机号码与${who}一致`,
  },
  memberName: {
    article: '（一）',
    label: '疑似项目组成员（姓名和单位）',
    certainty: 'likely',
    evidence: ({ who }) => `姓名和单位与${who}相同`,
  },
  ownProject: {
    article: '（一）',
    label: '疑似参加过评审对象',
    certainty: 'likely',
    evidence: ({ tie = '', years = '' }) => `填写的科研项目${tie}${years}与评审对象同名`,
  },
  sameUnit: {
    article: '（三）',
    label: '同一单位',
    certainty: 'either',
    evidence: ({ who, tie = '' }) => `与${who}同在“${tie}”`,
  },
  sameFaculty: {
    article: '（三）',
    label: '同一高校同一院系',
    certainty: 'either',
    evidence: ({ who, tie = '' }) => `与${who}同在“${tie}”`,
  },
  facultyUnclear: {
    article: '（三）',
    label: '同一高校，院系待核',
    certainty: 'likely',
    evidence: ({ who, tie = '' }) => `与${who}同在“${tie}”，院系没有填写或写法不同，请核对是否同一院系`,
  },
  post: {
    article: '（三）',
    label: '在对方单位任职',
    certainty: 'either',
    evidence: ({ who, tie = '', years = '' }) => `任职单位“${tie}”${years}是${who}的单位`,
  },
  mail: {
    article: '（三）',
    label: '使用对方单位的邮箱',
    certainty: 'likely',
    evidence: ({ who, tie = '' }) => `邮箱域名 ${tie} 是${who}的单位的域名`,
  },
  shares: {
    article: '（二）',
    label: '持有对方单位股份',
    certainty: 'either',
    evidence: ({ who, tie = '', years = '' }) => `持股、投资“${tie}”${years}，是${who}的单位`,
  },
  parentUnit: {
    article: '（二）',
    label: '上下级单位',
    certainty: 'likely',
    evidence: ({ who, tie = '' }) => `所在单位“${tie}”与${who}的单位是上下级`,
  },
  formerUnit: {
    article: '（二）',
    label: '近年在对方单位工作或学习过',
    certainty: 'likely',
    evidence: ({ who, tie = '', years = '' }) => `“${tie}”${years}是${who}的单位`,
  },
  coProject: joint('共同承担项目', '共同承担项目'),
  coAuthor: joint('合作论文著作', '合作论文著作'),
  coWinner: joint('共同获奖', '共同获奖'),
  coInventor: joint('共同发明', '共有知识产权'),
  teacher: {
    article: '（二）',
    label: '师生',
    certainty: 'likely',
    evidence: facts => `与${facts.who}是师生：${facts.tie ?? ''}${mayBeHim(facts)}`,
  },
  declaredPerson: {
    article: '（四）',
    label: '声明回避的人员',
    certainty: 'either',
    evidence: ({ who }) => `与${who}相符`,
  },
  declaredUnit: {
    article: '（四）',
    label: '声明回避的单位',
    certainty: 'either',
    evidence: ({ who, tie = '' }) => `与${who}相符：${tie}`,
  },
  recused: {
    article: '（五）',
    label: '本人提出回避',
    certainty: 'certain',
    evidence: () => '本人提出回避',
  },
} as const satisfies Record<string, RuleDef>

/** What was said by somebody, and not found. */
export const declaredRules: readonly string[] = ['declaredPerson', 'declaredUnit', 'recused']
/** Ties an applicant knows of himself and has to declare (S§13(四), B1). */
export const owedRules: readonly string[] = ['shares', 'coProject', 'coAuthor', 'coWinner', 'coInventor', 'teacher']

/** Whether the facts show why somebody was declared. */
export type Basis = 'shown' | 'none' | 'nobody'
export const basisWords: Readonly<Record<Basis, string>> = {
  shown: '资料中有依据',
  none: '声明没有依据：资料中没有找到相符的专家与评审对象的关系',
  nobody: '专家库中没有相符的专家',
}

export type AvoidanceRule = keyof typeof avoidanceRules
export const ruleCodes = Object.keys(avoidanceRules) as AvoidanceRule[]
export const ruleOf = (code: string): RuleDef | null =>
  code in avoidanceRules ? avoidanceRules[code as AvoidanceRule] : null

export const certaintyLabels: Readonly<Record<Certainty, string>> = { certain: '确定', likely: '待核' }
export const verdicts = ['open', 'confirmed', 'falseAlarm'] as const
export type Verdict = (typeof verdicts)[number]
export const verdictLabels: Readonly<Record<Verdict, string>> = { open: '未核', confirmed: '确认', falseAlarm: '误报' }

/** （2021 至 2023 年）, （2021 年起）, （2023 年）; nothing where nothing was said. */
export function yearsText(from: number | null, to: number | null): string {
  if (from !== null && to !== null) return from === to ? `（${to} 年）` : `（${from} 至 ${to} 年）`
  return from !== null ? `（${from} 年起）` : to !== null ? `（至 ${to} 年）` : ''
}

/**
 * Whether a tie lies within the look-back: still, or until a year that counts; one without years counts, because nobody
 * has said that it is over long ago.
 */
export const isRecent = (toYear: number | null, year: number, lookBack: number): boolean =>
  toYear === null || toYear >= year - lookBack

/** Whether it still holds in that year. */
export const holdsIn = (toYear: number | null, year: number): boolean => toYear === null || toYear >= year
