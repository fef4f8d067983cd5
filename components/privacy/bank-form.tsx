'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { CheckboxField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextField } from '@/components/form/text-field'
import { saveBankSchema } from '@/lib/privacy/bank.schema'
import { saveBankAction } from '@/lib/privacy/privacy.actions'

type BankFormProps = {
  /** what is stored now (`OwnBank.seen`) */
  seen: string
  text: { title: string; version: string }
}

const empty = { bankCode: '', bankName: '', account: '', agreed: false }

/** The account one is paid to, given whole each time, with the tick of its own consent. */
export function BankForm({ seen, text }: BankFormProps) {
  const router = useRouter()
  const consentVersion = text.version
  const form = useKitForm(saveBankSchema, { ...empty, consentVersion, seen })
  // after a save, a withdrawal or a conflict the page is read anew; the next save stands on what is there then
  useEffect(() => {
    form.setValue('seen', seen)
    form.setValue('consentVersion', consentVersion)
  }, [form, seen, consentVersion])
  return (
    <FormView
      form={form}
      action={saveBankAction}
      label="银行账户"
      submitLabel={seen ? '保存新账户' : '保存'}
      pendingLabel="正在保存…"
      success="已保存。"
      onSuccess={saved => {
        // the number stays nowhere longer than needed
        form.reset({ ...empty, consentVersion, seen: saved.seen })
        router.refresh()
      }}
      onRefused={({ code }) => {
        if (code === 'conflict') router.refresh()
        return false
      }}
    >
      <TextField
        name="bankCode"
        label="银行行号"
        hint="12 位数字，又叫联行号。不知道的可以不填。"
        width="md"
        inputMode="numeric"
        autoComplete="off"
        code
      />
      <TextField
        name="bankName"
        label="开户银行（全称）"
        hint="写到支行或网点，例如：示范银行股份有限公司某某支行。"
        autoComplete="off"
        required
      />
      <TextField
        name="account"
        label="账号（含清算行号）"
        hint="您本人名下的账号，可以带空格。保存后只显示末四位。"
        width="md"
        inputMode="numeric"
        autoComplete="off"
        code
        required
      />
      <CheckboxField name="agreed" label={text.title} required>
        我已阅读上面的《{text.title}》（版本 {text.version}），单独同意收集和使用我的银行账户信息
      </CheckboxField>
    </FormView>
  )
}
