import { RadioField } from '@/components/form/choice-fields'
import { FormGrid, FormSection } from '@/components/form/layout'
import { TextField } from '@/components/form/text-field'

const yesNo = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
]

type CompletionFieldsProps = {
  /** the end of the account number that is kept */
  bankAccountMask: string | null
  /** the fields may not stay empty: between the two reviews */
  required?: boolean
}

/** What a unit completes its data with (U8): how it is reached, whether it is a high-tech enterprise, its bank. */
export function CompletionFields({ bankAccountMask, required = false }: CompletionFieldsProps) {
  return (
    <>
      <FormSection title="通讯信息" description="用于寄送材料和联系。">
        <TextField
          name="address"
          label="通讯地址"
          required={required}
          autoComplete="street-address"
          hint="写到街道、门牌号。"
        />
        <FormGrid>
          <TextField
            name="postcode"
            label="邮政编码"
            required={required}
            width="sm"
            inputMode="numeric"
            code
            autoComplete="postal-code"
          />
          <TextField
            name="officePhone"
            label="办公电话"
            width="md"
            inputMode="tel"
            code
            autoComplete="off"
            hint="带区号的座机，如 0000-1234567；没有的不用填。"
          />
        </FormGrid>
        <TextField
          name="email"
          label="电子邮箱"
          required={required}
          width="lg"
          type="email"
          inputMode="email"
          autoComplete="off"
          hint="单位收发通知的邮箱。"
        />
        <RadioField name="highTech" label="是否高新技术企业" required={required} options={yesNo} inline />
      </FormSection>
      <FormSection title="银行信息" description="自愿填写，用于项目和劳务费结算。账号加密保存，页面上只显示末四位。">
        <FormGrid>
          <TextField
            name="bankName"
            label="开户银行"
            autoComplete="off"
            hint={bankAccountMask ? '清空开户银行，保存的账号会一并删除。' : '写到支行。'}
          />
          <TextField
            name="bankAccount"
            label="银行账号"
            inputMode="numeric"
            code
            autoComplete="off"
            hint={
              bankAccountMask ? `已保存：${bankAccountMask}。不更换的不用填。` : '8 至 32 位数字，开头的 0 会保留。'
            }
          />
        </FormGrid>
      </FormSection>
    </>
  )
}
