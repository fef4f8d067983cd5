import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import type { PartCode } from './parts.schema'

/** Something about a draft that its schema cannot say. */
export type Finding = {
  part: PartCode
  /** where in the form of its part it stands; null: it hangs on another part too, and is said when the draft is sent */
  field: string | null
  /** an error keeps the draft from being sent; a warning is only said */
  level: 'error' | 'warning'
  sentence: string
}

const error = (part: PartCode, field: string | null, sentence: string): Finding[] => [
  { part, field, level: 'error', sentence },
]
const warning = (part: PartCode, sentence: string): Finding[] => [{ part, field: null, level: 'warning', sentence }]

/**
 * What must hold between the fields of a policy, and what is worth a second look. Pure.
 * @param base what the draft was made from: texts that differ need another version
 */
export const findingsOf = (policy: Policy, base: Policy): Finding[] => [
  ...aboutPath(policy),
  ...aboutConditions(policy),
  ...aboutEvidence(policy),
  ...aboutTexts(policy, base),
  ...aboutPlace(policy),
]

const SHORTEST_PUBLICITY = 7

function aboutPath({ path, individualRegistration, unitRegistration }: Policy): Finding[] {
  const last = (desks: readonly string[], field: string) =>
    desks.at(-1) === 'bureau' ? [] : error('path', field, '最后一步要由科技部门审核，请勾选“科技部门”')
  const days = path.publicityDays
  return [
    ...last(path.desks, 'values.path.desks'),
    ...(path.changeDesks ? last(path.changeDesks, 'values.path.changeDesks') : []),
    ...last(path.invitedDesks, 'values.path.invitedDesks'),
    ...(!path.desks.includes('unit') &&
    !path.recommenderChoice &&
    individualRegistration.affiliation === 'onRecommendation'
      ? error('path', null, '申请不经过所在单位的，要在“注册”中选择“先确认从属关系，才能申请”，否则没有单位确认人员')
      : []),
    ...(days !== null && days < SHORTEST_PUBLICITY
      ? warning(
          'path',
          `公示 ${days} 天，少于 ${SHORTEST_PUBLICITY} 天。绍兴办法第六条规定公示 7 天，请对照本地的管理办法`,
        )
      : []),
    ...(unitRegistration.aim.workingMinutes !== null && unitRegistration.aim.workingMinutes < 15
      ? warning('registration', '单位注册的办理时限很短，超过的会在列表中标为“超期”')
      : []),
  ]
}

const numbersIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number)

function aboutConditions({ conditions, profile }: Policy): Finding[] {
  const differing = conditions.list.flatMap((one, index) => {
    const threshold = one.kind === 'age' ? one.max : one.kind === 'years' ? one.years : null
    const said = numbersIn(one.title)
    if (threshold === null || said.length === 0 || said.includes(threshold)) return []
    const place = `values.conditions.list.${index}.title`
    return error('conditions', place, `条文写的是 ${said.join('、')}，实际按 ${threshold} 判断，请改成一致`)
  })
  const kinds: readonly string[] = conditions.list.map(({ kind }) => kind)
  const idle = conditions.relaxations.flatMap(({ relaxes, title }) =>
    relaxes.some(kind => kinds.includes(kind)) ? [] : warning('conditions', `放宽条款“${title}”没有可以放宽的条件`),
  )
  const empty = conditions.relaxations.flatMap(one =>
    one.kind !== 'talent' || profile.talents.some(({ level }) => one.levels.includes(level))
      ? []
      : warning('conditions', `放宽条款“${one.title}”的级别在人才称号名单中没有`),
  )
  return [...differing, ...idle, ...empty]
}

type Needed = { section: ProfileSection; fields: readonly string[]; why: string }

/** What a condition or a clause reads of a profile. */
function neededBy({ conditions }: Policy): Needed[] {
  const titles = { section: 'titles', fields: ['titleCode', 'kind'] } as const
  const work = { section: 'work', fields: ['period'] } as const
  const need = (why: string, ...list: Omit<Needed, 'why'>[]) => list.map(one => ({ ...one, why }))
  return [
    ...conditions.list.flatMap(({ kind, title }) => {
      if (kind === 'title') return need(title, titles)
      return kind === 'years' ? need(title, work) : []
    }),
    ...conditions.relaxations.flatMap(({ kind, title }) => {
      if (kind === 'talent') return need(title, { section: 'basic', fields: ['talents'] })
      if (kind === 'award') return need(title, { section: 'awards', fields: ['level', 'rank', 'grade'] })
      if (kind === 'project') return need(title, { section: 'projects', fields: ['level', 'role', 'period'] })
      return need(title, titles, { section: 'work', fields: ['field'] })
    }),
  ]
}

function aboutEvidence(policy: Policy): Finding[] {
  const { sections, fields, talents } = policy.profile
  const missing = neededBy(policy).flatMap(({ section, fields: names, why }) => {
    if (!sections.includes(section)) return error('profile', null, `“${why}”要看的资料没有收集，请勾选相应的部分`)
    const hidden = names.some(name => fields[`${section}.${name}`] === 'hidden')
    return hidden ? error('profile', null, `“${why}”要看的项目被隐藏了，请改为选填或必填`) : []
  })
  return [
    ...(sections.includes('basic') ? [] : error('profile', 'values.profile.sections', '专家基础信息必须填写，请勾选')),
    ...twice(talents, 'profile', 'values.profile.talents'),
    ...missing.filter((one, at) => missing.findIndex(({ sentence }) => sentence === one.sentence) === at),
  ]
}

function twice(list: readonly { code: string }[], part: PartCode, path: string): Finding[] {
  return list.flatMap(({ code }, index) =>
    list.findIndex(one => one.code === code) < index ? error(part, `${path}.${index}.code`, `代码 ${code} 重复了`) : [],
  )
}

function aboutTexts({ agreements, individualRegistration }: Policy, base: Policy): Finding[] {
  const names = Object.keys(agreements) as (keyof Policy['agreements'])[]
  const unnumbered = names.flatMap(name => {
    const [text, was] = [agreements[name], base.agreements[name]]
    if (!text || !was || (text.title === was.title && text.body === was.body)) return []
    if (text.version > was.version) return []
    const place = `values.agreements.${name}${name === 'expertNotice' ? '.fields' : ''}.version`
    return error('agreements', place, `正文改了，请把版本改成比 ${was.version} 新的年月`)
  })
  return [
    ...unnumbered,
    ...(individualRegistration.directExpert && !agreements.expertNotice
      ? error('agreements', null, '开放了直接注册为专家，要写好专家注册须知')
      : []),
  ]
}

/** The contrast of a colour with white, by WCAG 2. @param colour #rrggbb */
export function contrastWithWhite(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

function aboutPlace({ authority, portal, workingHours, auth }: Policy): Finding[] {
  const { href } = portal.banner
  return [
    ...(contrastWithWhite(authority.accent) >= 4.5
      ? []
      : error('authority', 'values.authority.accent', '这个颜色太浅，白色文字看不清，请选深一些的')),
    ...(href === '' || /^(\/|https:\/\/)/.test(href)
      ? []
      : error('portal', 'values.portal.banner.href', '地址要以 / 或 https:// 开头')),
    ...twice(portal.noticeCategories, 'portal', 'values.portal.noticeCategories'),
    ...(workingHours.from < workingHours.to
      ? []
      : error('workingHours', 'values.workingHours.to', '下班时间要晚于上班时间')),
    ...(auth.passwordMode === 'nist' ? warning('auth', '不要求定期更换密码，不符合等级保护的一般要求') : []),
    ...(auth.idleMinutes.staff > 30 ? warning('auth', '工作人员超过 30 分钟不操作才退出，离开座位时有风险') : []),
  ]
}
