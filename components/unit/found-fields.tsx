import { RegionField } from '@/components/dict/region-field'
import { RadioField } from '@/components/form/choice-fields'
import { FormGrid } from '@/components/form/layout'
import { TextField } from '@/components/form/text-field'
import { dict } from '@/lib/dict'

const natures = dict('unitNature').options()

/** What the bureau fills in for a unit it makes itself: entered without a code, or split off. */
export function FoundFields() {
  return (
    <>
      <RadioField name="nature" label="单位性质" required options={natures} inline />
      <TextField name="name" label="单位全称" required autoComplete="off" hint="与批复或登记的名称一字不差。" />
      <FormGrid>
        <TextField name="legalPerson" label="法定代表人" required autoComplete="off" hint="或负责人。" />
        <TextField name="contactName" label="联系人" required autoComplete="off" hint="单位的经办人。" />
        <TextField
          name="contactPhone"
          label="联系人手机号码"
          required
          type="tel"
          inputMode="tel"
          code
          autoComplete="off"
        />
      </FormGrid>
      <RegionField name="regionCode" label="单位注册地" required hint="选到县（市、区）一级。" />
    </>
  )
}
