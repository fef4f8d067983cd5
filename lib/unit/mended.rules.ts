/** What of a unit can be mended before it is sent again, in the order of its pages, with the words beside the fields. */
export const mendLabels = {
  nature: '单位性质',
  name: '单位全称',
  creditCode: '统一社会信用代码',
  legalPerson: '法定代表人',
  region: '单位注册地',
  contactName: '联系人',
  address: '通讯地址',
  postcode: '邮政编码',
  officePhone: '办公电话',
  email: '电子邮箱',
  highTech: '高新技术企业',
  bankName: '开户银行',
  bankAccount: '银行账号',
  picture: '代码证图片',
  certificate: '代码证附件',
} as const

type MendField = keyof typeof mendLabels

/** The words of what can be mended; numbers masked. Null: nothing there. */
export type MendFacts = Partial<Record<MendField, string | null>>

/** One field before and after it was mended. */
export type Mended = { label: string; before: string; after: string }

const isField = (name: string): name is MendField => Object.hasOwn(mendLabels, name)
const fields = Object.keys(mendLabels).filter(isField)

/** The facts at one moment; `account` tells apart two bank accounts that end alike, and is neither stored nor shown. */
export type MendState = { facts: MendFacts; account: string | null }

/** Only what is different, both sides of it. */
export function differing(before: MendState, after: MendState): { before: MendFacts; after: MendFacts } {
  const changed = fields.filter(
    field =>
      (before.facts[field] ?? null) !== (after.facts[field] ?? null) ||
      (field === 'bankAccount' && before.account !== after.account),
  )
  const side = ({ facts }: MendState): MendFacts =>
    Object.fromEntries(changed.map(field => [field, facts[field] ?? null]))
  const sides = { before: side(before), after: side(after) }
  const { bankAccount } = sides.after
  if (bankAccount && bankAccount === sides.before.bankAccount)
    sides.after.bankAccount = `${bankAccount}（已换号码，末四位相同）`
  return sides
}

/** Both sides as rows for a reviewer. */
export const mendedRows = (before: MendFacts, after: MendFacts): Mended[] =>
  fields
    .filter(field => field in before || field in after)
    .map(field => ({ label: mendLabels[field], before: before[field] || '（空）', after: after[field] || '（空）' }))

/** 法定代表人、通讯地址: the names of what was mended. */
export const mendedNames = (after: Record<string, unknown>): string =>
  Object.keys(after)
    .filter(isField)
    .map(field => mendLabels[field])
    .join('、')
