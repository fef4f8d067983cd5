'use client'
import { useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { CheckboxField, RadioField } from '@/components/form/choice-fields'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { wordsField } from '@/lib/draw/contribute.schema'
import { contributorWords, type Role } from '@/lib/draw/contributor.rules'
import { commitmentOf } from '@/lib/draw/seal/ceremony'
import { contributeAction } from '@/lib/draw/seal.actions'

/** So many random bytes as hexadecimal signs; they never leave the browser before they are to. */
function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

const formSchema = z
  .object({ contribution: wordsField, keeper: z.enum(['system', 'self']), noted: z.boolean() })
  .refine(({ keeper, noted }) => keeper === 'system' || noted, {
    path: ['noted'],
    error: '请先复制或抄下留底，再勾选。没有留底就不能公开，抽取要重新封存。',
  })

type Props = { sealId: string; number: string; role: Role }

/**
 * One's own part of the three. Nonce and hash are made here: the system gets the hash, and the words only where it is to
 * keep them.
 */
export function ContributeButton({ sealId, number, role }: Props) {
  const [nonce] = useState(() => randomHex(32))
  const send = ({ contribution, keeper, ...rest }: z.input<typeof formSchema>) => {
    const words = contribution.trim()
    const one = { nonce, contribution: words }
    const kept = keeper === 'system' ? one : { nonce: null, contribution: null }
    const key = '_key' in rest ? { _key: rest._key } : {}
    return contributeAction({
      sealId,
      role,
      keeper,
      commitment: commitmentOf(number, role, one),
      ...kept,
      ...key,
    } as never)
  }
  return (
    <FormDialog
      schema={formSchema}
      values={{ contribution: '', keeper: 'system', noted: false }}
      action={send}
      button="交一份内容…"
      variant="primary"
      title={`${contributorWords[role]}的内容`}
      lead={
        <>
          写什么都可以：摇出的号码、一句话；想不出的，点「随机生成」。三方交齐以前谁也看不到，交齐以后三份一起公开，与系统的保密数合成随机种子。封存编号
          <span className="num"> {number}</span>。
        </>
      }
      label={`${contributorWords[role]}的内容`}
      submitLabel="提交"
      wide
    >
      <TextArea
        name="contribution"
        label="内容"
        required
        max={500}
        rows={2}
        placeholder="摇出的号码、一句话"
        hint="会公开，不要写手机号码、证件号码。"
      />
      <RandomWords />
      <RadioField
        name="keeper"
        label="由谁保管"
        required
        options={[
          { value: 'system', label: '由系统保管', hint: '加密保存，三方交齐后自动公开，您不用再办。' },
          {
            value: 'self',
            label: '自己保管',
            hint: '系统只有校验值。交齐以后您要照留底再填一次；留底丢了就要重新封存。',
          },
        ]}
      />
      <Slip {...{ number, role, nonce }} />
    </FormDialog>
  )
}

/** Fills in words that nobody can guess. */
function RandomWords() {
  const { setValue } = useFormContext()
  return (
    <Button
      size="sm"
      onClick={() => setValue('contribution', randomHex(16), { shouldValidate: true, shouldDirty: true })}
    >
      随机生成
    </Button>
  )
}

/** What whoever keeps his words himself has to take away with him. */
function Slip({ number, role, nonce }: { number: string; role: Role; nonce: string }) {
  const keeper: unknown = useWatch({ name: 'keeper' })
  const contribution: unknown = useWatch({ name: 'contribution' })
  if (keeper !== 'self') return null
  const words = typeof contribution === 'string' ? contribution.trim() : ''
  const text = `封存编号：${number}\n身份：${contributorWords[role]}\n内容：${words}\n随机码：${nonce}`
  return (
    <div className="rounded border border-line-2 p-4">
      <p className="mb-2 font-semibold">留底（只在这里显示一次）</p>
      <pre className="num text-sm break-all whitespace-pre-wrap">{text}</pre>
      <div className="mt-3">
        <CopyButton text={text} label="复制留底" />
      </div>
      <CheckboxField name="noted" label="留底">
        我已经复制或抄下留底
      </CheckboxField>
    </div>
  )
}
