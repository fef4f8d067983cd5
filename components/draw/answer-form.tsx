'use client'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { CheckboxField, RadioField } from '@/components/form/choice-fields'
import { Form } from '@/components/form/form'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { Button } from '@/components/ui/button'
import { DeedButton } from '@/components/workflow/deed-button'
import { acceptSeatSchema, declineSeatSchema, recuseSeatSchema } from '@/lib/draw/answer.schema'
import { acceptSeatAction, declineSeatAction, objectSeatAction, recuseSeatAction } from '@/lib/draw/seat.actions'
import { declineReasons } from '@/lib/draw/seat.rules'

/** By the link of a message, or as one of one's own. */
export type Which = { token: string | null; id: string | null }

const reasons = declineReasons.map(([value, label]) => ({ value, label }))

function ReasonFields() {
  return (
    <>
      <RadioField name="reason" label="原因" required options={reasons} />
      <TextArea
        name="note"
        label="说明"
        max={200}
        rows={2}
        hint="选“其他原因”的必须写明。原因由发通知的部门看到；说明在名单公开以后才和姓名一起显示。"
      />
    </>
  )
}

/** The button that was pressed is gone: whoever goes by keyboard reads on here. */
const takeFocus = (element: HTMLElement | null) => element?.focus()

/** The two answers to an invitation to a review: 接受, which signs the pledge, and 不能参加. */
export function AnswerForm({ which, pledge, children }: { which: Which; pledge: string; children: ReactNode }) {
  const router = useRouter()
  const [declining, setDeclining] = useState(false)
  if (declining)
    return (
      <Form
        schema={declineSeatSchema}
        action={declineSeatAction}
        defaultValues={{ ...which, reason: '' as never, note: '' }}
        label="不能参加"
        submitLabel="确认不能参加"
        pendingLabel="正在提交…"
        actions={<Button onClick={() => setDeclining(false)}>返回</Button>}
        onSuccess={() => router.refresh()}
        grave
      >
        <div ref={takeFocus} tabIndex={-1} className="outline-none">
          <h3 className="font-semibold">不能参加这次评审</h3>
          <p className="text-ink-2">提交以后由其他专家递补，不能再改为参加。</p>
        </div>
        <ReasonFields />
      </Form>
    )
  return (
    <Form
      schema={acceptSeatSchema}
      action={acceptSeatAction}
      defaultValues={{ ...which, pledge, agreed: false as never }}
      label="接受邀请"
      submitLabel="接受邀请"
      pendingLabel="正在提交…"
      actions={<Button onClick={() => setDeclining(true)}>不能参加</Button>}
      onSuccess={() => router.refresh()}
    >
      {children}
      <CheckboxField name="agreed" label="保密与回避承诺" required>
        我已阅读并作出以上承诺
      </CheckboxField>
    </Form>
  )
}

/** Who accepted on the telephone signs afterwards. */
export function SignPledge({ which, pledge, children }: { which: Which; pledge: string; children: ReactNode }) {
  const router = useRouter()
  return (
    <Form
      schema={acceptSeatSchema}
      action={acceptSeatAction}
      defaultValues={{ ...which, pledge, agreed: false as never }}
      label="签署承诺"
      submitLabel="签署承诺"
      pendingLabel="正在提交…"
      onSuccess={() => router.refresh()}
    >
      {children}
      <CheckboxField name="agreed" label="保密与回避承诺" required>
        我已阅读并作出以上承诺
      </CheckboxField>
    </Form>
  )
}

/** 声明回避 (V5): whoever has to keep away says so himself, before or after he accepted. */
export const RecuseButton = ({ which }: { which: Which }) => (
  <FormDialog
    schema={recuseSeatSchema}
    values={{ ...which, note: '' }}
    action={recuseSeatAction}
    button="声明回避…"
    title="声明回避？"
    lead="与评审对象的人员、单位有利害关系的，应当回避。声明以后您不再参加这次评审，席位由其他专家递补；不影响您的信用记录。"
    label="声明回避"
    submitLabel="确认回避"
    pendingLabel="正在提交…"
  >
    <TextArea
      name="note"
      label="回避的原因"
      required
      max={200}
      rows={3}
      hint="例如：与申报单位有合作项目。名单公开前，办理抽取的人看不到。"
    />
  </FormDialog>
)

/** 说明记录有误: has the invitation back, to be answered by himself. */
export const ObjectButton = ({ which }: { which: Which }) => (
  <DeedButton
    action={objectSeatAction}
    input={which}
    question={{
      title: '恢复这份邀请？',
      text: '恢复以后，请在答复时限内自己答复是否参加。这份记录和您的说明都留存备查。',
      confirmLabel: '恢复邀请',
    }}
  >
    不是我的答复…
  </DeedButton>
)

/** 接受后不能参加, until the session begins. */
export const WithdrawButton = ({ which }: { which: Which }) => (
  <FormDialog
    schema={declineSeatSchema}
    values={{ ...which, reason: '' as never, note: '' }}
    action={declineSeatAction}
    button="我来不了了…"
    title="不能参加这次评审？"
    lead="席位会由其他专家递补，不能再改回。临近开始才说明的，会记入信用记录。"
    label="不能参加"
    submitLabel="确认不能参加"
    pendingLabel="正在提交…"
  >
    <ReasonFields />
  </FormDialog>
)
