import { type Description, DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { UnitView } from '@/lib/unit/unit.dto'

/** Four groups of characters are read off a certificate more surely than eighteen in a row. */
const grouped = (code: string) => (
  <span className="tracking-wide">
    <span className="mr-1.5">{code.slice(0, 2)}</span>
    <span className="mr-1.5">{code.slice(2, 8)}</span>
    <span className="mr-1.5">{code.slice(8, 17)}</span>
    {code.slice(17)}
  </span>
)

/** What a unit registered with, for its own page and the bureau. */
export function UnitFacts({ unit, columns = 2 }: { unit: UnitView; columns?: 1 | 2 }) {
  const items: Description[] = [
    { label: '单位全称', value: unit.name, wide: true },
    { label: '统一社会信用代码', value: unit.creditCode ? grouped(unit.creditCode) : '无', wide: true },
    { label: '单位性质', value: unit.nature },
    { label: '法定代表人', value: unit.legalPerson },
    { label: '单位注册地', value: unit.region },
    { label: '联系人', value: unit.contactName },
    { label: '联系人手机', value: unit.contactPhoneMask },
    { label: '注册时间', value: <Time value={unit.registeredAt} /> },
    ...(isCompleted(unit) ? completed(unit) : []),
  ]
  return <DescriptionList items={items} columns={columns} />
}

/** Before it was ever completed a list of gaps would say nothing. */
const isCompleted = ({ status, address, postcode, officePhone, email, highTech, bankName }: UnitView): boolean =>
  status === 'active' || [address, postcode, officePhone, email, highTech, bankName].some(value => value !== null)

const completed = (unit: UnitView): Description[] => [
  { label: '通讯地址', value: unit.address, wide: true },
  { label: '邮政编码', value: unit.postcode },
  { label: '办公电话', value: unit.officePhone },
  { label: '电子邮箱', value: unit.email },
  { label: '高新技术企业', value: unit.highTech === null ? null : unit.highTech ? '是' : '否' },
  { label: '开户银行', value: unit.bankName },
  { label: '银行账号', value: unit.bankAccountMask },
]
