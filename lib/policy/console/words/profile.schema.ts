import { profileSections } from '@/lib/policy/profile-policy'
import type { FieldDef } from '@/lib/profile/definition.schema'
import { sectionDefs } from '@/lib/profile/sections.schema'
import type { PolicyWords } from '../spec.schema'

const sectionNames = Object.fromEntries(profileSections.map(section => [section, sectionDefs[section].title]))

const someTerms = {
  inside: '本地区',
  outside: '外地',
  department: '归口管理部门',
  capital: '首府',
  areaLabel: '地域',
  insideRegions: [],
}
const nameOf = ({ label, name }: FieldDef): string => (typeof label === 'string' ? label : (label(someTerms) ?? name))

/** Every field of every section, and what may be attached, as the policy names them: `basic.position`, `titles.proof`. */
const fieldKeys = profileSections.flatMap((section): [string, string][] => {
  const { title, fields, rows, proof } = sectionDefs[section]
  const all = [...fields, ...(rows?.fields ?? [])]
  const attached = proof ?? rows?.proof ?? null
  return [
    ...all.map((field): [string, string] => [`${section}.${field.name}`, `${title}：${nameOf(field)}`]),
    ...(attached === null ? [] : [[`${section}.proof`, `${title}：附件（${attached}）`] as [string, string]]),
  ]
})

/** Words for 专家资料. */
export const profileWords: PolicyWords = {
  profile: { label: '专家资料' },
  'profile.sections': { label: '要填写的部分', choices: sectionNames, help: '没有勾选的部分，专家看不到，也不用填。' },
  'profile.maxDisciplines': { label: '最多选择学科', unit: '个' },
  'profile.researchMaxChars': { label: '研究方向最多', unit: '字' },
  'profile.resumeMaxChars': { label: '工作简历最多', unit: '字' },
  'profile.rows': {
    label: '各部分至少填多少',
    help: '只对勾选的部分有效。',
    keys: profileSections
      .filter(section => sectionDefs[section].rows)
      .map(section => [section, sectionNames[section]!]),
  },
  'profile.rows.*': {
    label: '至少',
    choices: { rows: '至少一条', answer: '一条，或注明没有', optional: '可以不填' },
    none: '可以不填',
  },
  'profile.fields': {
    label: '单个项目的要求',
    help: '不选的，按系统的一般要求。隐藏的项目专家看不到；入库条件要用到的项目不要隐藏。',
    keys: fieldKeys,
  },
  'profile.fields.*': {
    label: '要求',
    choices: { hidden: '隐藏', optional: '选填', required: '必填' },
    none: '按一般要求',
  },
  'profile.talents': {
    label: '人才称号名单',
    article: '绍兴办法第五条',
    help: '专家从这里选择；放宽条款按级别引用。',
    item: '个人才称号',
    key: 'code',
  },
  'profile.talents.*': { label: '人才称号' },
  'profile.talents.*.code': {
    label: '代码',
    help: '英文字母开头；使用以后不要再改。',
    format: '英文字母开头，只用字母、数字',
  },
  'profile.talents.*.label': { label: '名称' },
  'profile.talents.*.level': {
    label: '级别',
    choices: { academician: '院士', national: '国家级', provincial: '省级' },
  },
  'profile.bank': {
    label: '银行账户',
    choices: { off: '不收集', optional: '可以自愿填写' },
    help: '自愿填写，填写前单独征求同意。',
  },
}
