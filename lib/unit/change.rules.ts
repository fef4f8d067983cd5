import { mendedNames } from './mended.rules'

/** What the two sides of a change hold: short texts by name, e.g. `{ name: '…' }`. No personal numbers. */
export type ChangeFacts = Record<string, string | number | null>

type Sides = { before: ChangeFacts; after: ChangeFacts }

const from = ({ before, after }: Sides, key: string): string => `${before[key] ?? '无'} → ${after[key] ?? '无'}`

/** What happened to a unit beside its status, in words. `short` is the deed, the words after it name what it was about. */
const words = {
  department: { short: '变更归口管理部门', about: (s: Sides) => from(s, 'name') },
  entered: { short: '由业务管理员录入', about: () => '' },
  mended: { short: '修改提交的内容', about: ({ after }: Sides) => mendedNames(after) },
  renamed: { short: '更名', about: (s: Sides) => from(s, 'name') },
  renameUndone: { short: '撤销更名', about: (s: Sides) => from(s, 'name') },
  aliasAdded: { short: '增加别名', about: ({ after }: Sides) => `${after.name}` },
  aliasRemoved: { short: '删除别名', about: ({ before }: Sides) => `${before.name}` },
  codeCorrected: { short: '更正统一社会信用代码', about: (s: Sides) => from(s, 'code') },
  mergedInto: { short: '并入其他单位', about: ({ after }: Sides) => `并入 ${after.name}` },
  absorbed: {
    short: '合并其他单位',
    about: ({ before, after }: Sides) =>
      `${before.name}（管理员 ${after.administrators} 人，从属人员 ${after.people} 人，申请 ${after.applications} 份，专家 ${after.experts} 人）`,
  },
  splitTo: {
    short: '分出新单位',
    about: ({ after }: Sides) => `${after.name}（部门 ${after.divisions} 个，从属人员 ${after.people} 人）`,
  },
  splitFrom: { short: '由其他单位分出', about: ({ before }: Sides) => `原属 ${before.name}` },
  administratorInvited: { short: '邀请管理员', about: ({ after }: Sides) => `${after.name}` },
  administratorJoined: { short: '管理员上任', about: ({ after }: Sides) => `${after.name}` },
  administratorEnded: { short: '管理员卸任', about: ({ before }: Sides) => `${before.name}` },
  divisionsAdded: { short: '增加院系、部门', about: ({ after }: Sides) => `${after.names}` },
  divisionRenamed: { short: '院系、部门改名', about: (s: Sides) => from(s, 'name') },
  parent: { short: '变更上级单位', about: (s: Sides) => from(s, 'name') },
  drawsAllowed: { short: '开通专家抽取', about: () => '' },
  drawsEnded: { short: '停止专家抽取', about: () => '' },
  divisionEnded: { short: '撤销院系、部门', about: ({ before }: Sides) => `${before.name}` },
} as const

export type UnitChangeKind = keyof typeof words

/** A change as a history shows it: `更名：甲研究院 → 乙研究院`. Total: an unknown kind comes back as it is. */
export function changeWords(kind: string, before: ChangeFacts | null, after: ChangeFacts | null): string {
  const known = words[kind as UnitChangeKind]
  if (!known) return kind
  const about = known.about({ before: before ?? {}, after: after ?? {} })
  return about ? `${known.short}：${about}` : known.short
}
