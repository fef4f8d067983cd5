import type { z } from 'zod'
import { type Policy, policySchema } from '@/lib/policy/policy.schema'
import { describe, type PolicyWords, type Spec } from './spec.schema'
import { drawWords } from './words/draw.schema'
import { entryWords } from './words/entry.schema'
import { placeWords } from './words/place.schema'
import { profileWords } from './words/profile.schema'
import { ruleWords } from './words/rules.schema'
import { textWords } from './words/texts.schema'

/** Every word of the console about the policy. A field that is added to the policy gets its words in one of these files. */
export const policyWords: PolicyWords = {
  ...placeWords,
  ...entryWords,
  ...profileWords,
  ...ruleWords,
  ...textWords,
  ...drawWords,
}

export type PolicyKey = Exclude<keyof Policy, 'preset'>

type Part = { code: string; label: string; about: string; keys: readonly PolicyKey[] }

/** The parts a bureau edits one at a time, in the order of the console. Each top level of the policy stands in one. */
export const policyParts = [
  { code: 'conditions', label: '入库条件', about: '年限、职称、年龄等条件，放宽条款', keys: ['conditions'] },
  { code: 'path', label: '入库程序', about: '经过哪些部门、公示、盖章表、办理时限', keys: ['path', 'intake'] },
  { code: 'profile', label: '专家资料', about: '要填写的部分和项目、人才称号名单', keys: ['profile'] },
  {
    code: 'membership',
    label: '在库管理',
    about: '休眠、自动出库、提醒、出库后的资料保存、再次申请',
    keys: ['membership'],
  },
  { code: 'draw', label: '专家抽取', about: '专业组、回避、答复时限、信用', keys: ['draw'] },
  {
    code: 'registration',
    label: '注册',
    about: '单位和个人怎样注册',
    keys: ['unitRegistration', 'individualRegistration'],
  },
  { code: 'agreements', label: '协议文本', about: '注册协议、告知、承诺等正文', keys: ['agreements'] },
  { code: 'uploads', label: '上传限制', about: '文件的格式、大小和个数', keys: ['uploads'] },
  { code: 'authority', label: '机构与联系方式', about: '机构名称、系统名称、联系电话', keys: ['authority'] },
  { code: 'terms', label: '用语', about: '市内市外、归口管理部门的说法', keys: ['terms'] },
  { code: 'portal', label: '门户首页', about: '横幅、入口、通知栏目', keys: ['portal'] },
  { code: 'workingHours', label: '工作时间', about: '按分钟计算时限时的上下班时间', keys: ['workingHours'] },
  { code: 'auth', label: '登录安全', about: '密码、自动退出、二次验证', keys: ['auth'] },
] as const satisfies readonly Part[]

export type PartCode = (typeof policyParts)[number]['code']

export const partOf = (code: string): (typeof policyParts)[number] | undefined =>
  policyParts.find(part => part.code === code)

export const schemaOf = (key: PolicyKey): z.ZodType => policySchema.shape[key] as unknown as z.ZodType

const specs = new Map<PolicyKey, Spec>()

/** The description of one top level of the policy. */
export function specFor(key: PolicyKey): Spec {
  const known = specs.get(key)
  if (known) return known
  const { spec } = describe(schemaOf(key), key, policyWords)
  specs.set(key, spec)
  return spec
}

/** What has no words or no part yet, for the test that asks for them. */
export function withoutWords(): { words: string[]; parts: string[] } {
  const keys = (Object.keys(policySchema.shape) as (keyof Policy)[]).filter(key => key !== 'preset') as PolicyKey[]
  const placed: readonly string[] = policyParts.flatMap(part => [...part.keys])
  return {
    words: [...new Set(keys.flatMap(key => describe(schemaOf(key), key, policyWords).missing))],
    parts: keys.filter(key => !placed.includes(key)),
  }
}
