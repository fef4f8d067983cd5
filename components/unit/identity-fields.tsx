import { RegionField } from '@/components/dict/region-field'
import { RadioField } from '@/components/form/choice-fields'
import { FormGrid } from '@/components/form/layout'
import { TextField } from '@/components/form/text-field'
import { dict } from '@/lib/dict'

const natures = dict('unitNature').options()

/** What a unit is known by; the same fields when it registers and when it mends itself after a refusal. */
export function IdentityFields() {
  return (
    <>
      <RadioField name="nature" label="单位性质" required options={natures} inline />
      <TextField
        name="name"
        label="单位全称"
        required
        autoComplete="organization"
        hint="与证书上的名称一字不差，不要用简称。"
      />
      <FormGrid>
        <TextField
          name="creditCode"
          label="统一社会信用代码"
          required
          code
          autoComplete="off"
          hint="18 位数字和大写字母，字母中没有 I、O、S、V、Z。"
        />
        <TextField
          name="legalPerson"
          label="法定代表人"
          required
          autoComplete="off"
          hint="证书上的法定代表人或负责人。"
        />
      </FormGrid>
      <RegionField name="regionCode" label="单位注册地" required hint="选到县（市、区）一级。" />
    </>
  )
}
