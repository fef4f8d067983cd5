import { DescriptionList } from '@/components/ui/description-list'
import type { OwnPerson } from '@/lib/person/person.dto'

/** What a person cannot change himself, with the numbers masked. */
export const FixedFacts = ({ person }: { person: OwnPerson }) => (
  <>
    <DescriptionList
      items={[
        { label: '姓名', value: person.name },
        { label: '性别', value: person.sex },
        { label: '证件类型', value: person.docType },
        { label: '证件号码', value: person.docMask },
        { label: '出生日期', value: person.birthDate },
        { label: '手机号码', value: person.phoneMask },
      ]}
    />
    <p className="mt-3 text-sm text-ink-3">姓名和证件有误的，请按本页的联系方式联系我们更正。</p>
  </>
)
