'use client'
import { type ReactNode, useRef, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { Captcha, type CaptchaHandle } from '@/components/auth/captcha'
import { useCodeWays } from '@/components/auth/code-ways'
import { SmsCodeField } from '@/components/auth/sms-code-field'
import { UploadField } from '@/components/file/upload-field'
import { RadioField } from '@/components/form/choice-fields'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { useField } from '@/components/form/use-field'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { codeOffer } from '@/lib/auth/code-ways.rules'
import type { FileDto } from '@/lib/file/file.dto'
import type { UploadRule } from '@/lib/file/file.rules'
import { fileObjectionSchema } from '@/lib/publicity/objection.schema'
import { fileObjectionAction } from '@/lib/publicity/publicity.actions'
import { type Objected, PersonField } from './person-field'

type Values = {
  kind: string
  entryId: string
  grounds: string
  name: string
  phone: string
  smsCode: string
  unitName: string
}

type ObjectionFormProps = {
  batchId: string
  /** whom one can object to */
  people: Objected[]
  /** whom the link that led here was about */
  chosen?: string
  rule: UploadRule
  files: readonly FileDto[]
  /** what whoever objects is told about his data */
  notice: ReactNode
}

const kinds = (sms: boolean) => [
  {
    value: 'person',
    label: '个人实名',
    hint: `需要${sms ? '手机' : '邮箱'}验证和证明材料。受理后，这位专家暂停入库，办理结果用${sms ? '短信' : '邮件'}告诉您。`,
  },
  {
    value: 'unit',
    label: '单位',
    hint: `需要联系人${sms ? '手机' : '邮箱'}验证，并上传加盖公章的书面异议。受理后暂停入库。`,
  },
  {
    value: 'anonymous',
    label: '匿名',
    hint: '作为线索由工作人员判断，不会直接暂停入库，也不通知您结果；可以凭回执编号查询。',
  },
]

/** 提出异议: whom it is about, in whose name, why, with what proof; then the receipt. */
export function ObjectionForm({ batchId, people, chosen, rule, files, notice }: ObjectionFormProps) {
  const [receipt, setReceipt] = useState<string | null>(null)
  const ways = useCodeWays()
  const captcha = useRef<CaptchaHandle>(null)
  const solved = useRef<string | null>(null)
  const entryId = people.some(one => one.id === chosen) ? chosen! : ''
  const blank: Values = { kind: '', entryId, grounds: '', name: '', phone: '', smsCode: '', unitName: '' }
  const form = useKitForm<Values>(fileObjectionSchema as never, blank)
  const kind = useWatch({ control: form.control, name: 'kind' })
  if (receipt) return <Receipt receipt={receipt} batchId={batchId} />
  const named = kind === 'person' || kind === 'unit'
  const unreachable = named && codeOffer('objection', ways).by === null
  const send = async (values: Values) => {
    if (values.kind !== 'anonymous') return fileObjectionAction(values as never)
    // sent again after the line broke it must be the very same command, or it is refused and the receipt lost
    solved.current ??= (await captcha.current?.solve()) ?? null
    const result = await fileObjectionAction({ ...values, ...(solved.current && { captcha: solved.current }) } as never)
    if (result?.ok || result?.fieldErrors?.captcha) solved.current = null
    return result
  }
  return (
    <FormView
      form={form}
      label="提出异议"
      submitLabel="提交异议"
      action={send}
      // nothing can be sent by name where no code can be
      submit={unreachable ? null : undefined}
      onSuccess={(data: { receipt: string }) => setReceipt(data.receipt)}
    >
      <PersonField people={people} />
      <RadioField name="kind" label="以什么名义提出" required options={kinds(ways.sms)} />
      {unreachable ? (
        <SmsCodeField purpose="objection" />
      ) : (
        <>
          <TextArea
            name="grounds"
            label="异议的事实和理由"
            required
            max={2000}
            rows={6}
            hint="请写明什么与事实不符、依据是什么。这段话只有办理人员能看到。"
          />
          <ProofField rule={rule} files={files} owed={named} stamped={kind === 'unit'} />
          {kind === 'unit' && (
            <TextField name="unitName" label="单位全称" required width="lg" autoComplete="organization" />
          )}
          {named && <Reached contact={kind === 'unit'} />}
          {kind === 'anonymous' && <Captcha ref={captcha} shown />}
          {notice}
        </>
      )}
    </FormView>
  )
}

/** Who it is and how he is reached, proved by a code. */
const Reached = ({ contact }: { contact: boolean }) => (
  <>
    <TextField name="name" label={contact ? '联系人姓名' : '姓名'} required width="md" autoComplete="name" />
    <TextField
      name="phone"
      label="手机号码"
      required
      width="md"
      type="tel"
      inputMode="tel"
      code
      autoComplete="tel"
      hint="只用于核实和告知结果，公示人员看不到。"
    />
    <SmsCodeField purpose="objection" />
  </>
)

function ProofField({
  rule,
  files,
  owed,
  stamped,
}: {
  rule: UploadRule
  files: readonly FileDto[]
  owed: boolean
  stamped: boolean
}) {
  const field = useField({ name: 'objectionProof', label: rule.label })
  return (
    <UploadField
      id={field.id}
      purpose="objectionProof"
      rule={rule}
      files={files}
      required={owed}
      hint={
        stamped
          ? '请上传加盖公章的书面异议，以及其他证明材料。'
          : owed
            ? '请上传能证明情况的材料。'
            : '没有可以不上传。'
      }
      error={field.error}
      onChange={() => field.form.clearErrors('objectionProof')}
    />
  )
}

function Receipt({ receipt, batchId }: { receipt: string; batchId: string }) {
  return (
    <Alert
      tone="success"
      role="status"
      title="异议已收到"
      next={
        <div className="flex flex-wrap gap-3">
          <LinkButton href="/publicity/receipt">查询办理结果</LinkButton>
          <LinkButton href={`/publicity/${batchId}`}>返回公示</LinkButton>
        </div>
      }
    >
      <p>请记下回执编号，凭它查询办理结果。编号只显示这一次，不要告诉别人。</p>
      <p className="num my-3 flex flex-wrap items-center gap-3 text-xl tracking-wide text-ink">
        {receipt}
        <CopyButton text={receipt} />
      </p>
    </Alert>
  )
}
