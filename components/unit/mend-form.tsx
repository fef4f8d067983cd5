'use client'
import { useRouter } from 'next/navigation'
import { RegionField } from '@/components/dict/region-field'
import { RadioField } from '@/components/form/choice-fields'
import { Form } from '@/components/form/form'
import { FormGrid } from '@/components/form/layout'
import { TextField } from '@/components/form/text-field'
import { LinkButton } from '@/components/ui/button'
import { dict } from '@/lib/dict'
import { mendAndResubmitAction } from '@/lib/unit/unit.actions'
import type { UnitView } from '@/lib/unit/unit.dto'
import { mendUnitSchema } from '@/lib/unit/unit.schema'

const natures = dict('unitNature').options()

/** A refused unit mends what it registered with and sends it again. */
export function MendUnitForm({ unit }: { unit: UnitView }) {
  const router = useRouter()
  return (
    <Form
      schema={mendUnitSchema}
      action={mendAndResubmitAction}
      defaultValues={{
        version: unit.version,
        nature: unit.natureCode,
        name: unit.name,
        legalPerson: unit.legalPerson,
        regionCode: unit.regionCode,
        creditCode: unit.creditCode,
        contactName: unit.contactName,
      }}
      label="修改并重新提交"
      submitLabel="修改并重新提交"
      onSuccess={() => {
        router.push('/unit')
        router.refresh()
      }}
      actions={
        <LinkButton href="/unit" variant="quiet">
          返回单位首页
        </LinkButton>
      }
    >
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
      <TextField name="contactName" label="联系人" required width="md" autoComplete="off" />
    </Form>
  )
}
