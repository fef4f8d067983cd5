import type { UnitDraft, UnitView } from '@/lib/unit/unit.dto'

/** What the form of the completed data starts with: what the unit has. The account number is never sent out. */
export const completionValues = (unit: UnitView) => ({
  address: unit.address ?? '',
  postcode: unit.postcode ?? '',
  officePhone: unit.officePhone ?? '',
  email: unit.email ?? '',
  highTech: unit.highTech === null ? '' : unit.highTech ? 'yes' : 'no',
  bankName: unit.bankName ?? '',
  bankAccount: '',
})

/** What the form of a unit's identity starts with. */
export const identityValues = (unit: UnitView) => ({
  nature: unit.natureCode,
  name: unit.name,
  legalPerson: unit.legalPerson,
  regionCode: unit.regionCode,
  creditCode: unit.creditCode ?? '',
  contactName: unit.contactName,
})

/** What was typed and not sent goes before what the unit has. */
export function withDraft<V extends object>(values: V, draft: UnitDraft | null): V {
  const typed = Object.entries(draft?.data ?? {}).filter(([name, value]) => name in values && value !== undefined)
  return { ...values, ...Object.fromEntries(typed) }
}

/** The fields of the form in their order, for what two people typed at once. */
export const draftFields = [
  { name: 'name', label: '单位全称' },
  { name: 'creditCode', label: '统一社会信用代码' },
  { name: 'legalPerson', label: '法定代表人' },
  { name: 'contactName', label: '联系人' },
  { name: 'address', label: '通讯地址' },
  { name: 'postcode', label: '邮政编码' },
  { name: 'officePhone', label: '办公电话' },
  { name: 'email', label: '电子邮箱' },
  { name: 'highTech', label: '高新技术企业' },
  { name: 'bankName', label: '开户银行' },
  { name: 'bankAccount', label: '银行账号' },
]
