'use client'
import { FormDialog } from '@/components/form/form-dialog'
import { NumberField } from '@/components/form/number-field'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { DeedButton } from '@/components/workflow/deed-button'
import {
  askBanksAction,
  fillFeesAction,
  markPaidAction,
  markUnpaidAction,
  printPayAction,
  setFeeAction,
} from '@/lib/draw/pay.actions'
import { feeSchema, unpaidSchema } from '@/lib/draw/pay.schema'
import { revealSchema } from '@/lib/privacy/reveal.schema'
import { savePaper } from './paper-save'

type Whom = { id: string; name: string }

/** What one person gets. */
export const EnterFee = ({ id, name, fee }: Whom & { fee: number | null }) => (
  <FormDialog
    schema={feeSchema}
    values={{ id, amount: fee === null ? undefined : fee / 100 }}
    action={setFeeAction}
    button="填写金额…"
    size="sm"
    title={`${name}的劳务费`}
    lead="不发的填 0。"
    label="劳务费"
    submitLabel="保存"
  >
    <NumberField name="amount" label="金额" unit="元" required />
  </FormDialog>
)

/** 登记发放 of one, or of everybody who is still to be paid. */
export const MarkPaid = ({ id, seats, name }: { id: string; seats: string[]; name?: string }) => (
  <DeedButton
    action={markPaidAction}
    input={{ id, seats }}
    size={name ? 'sm' : undefined}
    variant={name ? undefined : 'primary'}
    question={{
      title: name ? `${name}的劳务费已经发放？` : `${seats.length} 位专家的劳务费已经发放？`,
      text: '登记后专家在“我的评审”中看到已发放，金额不能再改。',
      confirmLabel: '登记发放',
    }}
  >
    {name ? '登记发放…' : `登记全部发放（${seats.length} 人）…`}
  </DeedButton>
)

/** 更正: it was not paid after all. */
export const TakePaidBack = ({ id, name }: Whom) => (
  <FormDialog
    schema={unpaidSchema}
    values={{ id, reason: '' }}
    action={markUnpaidAction}
    button="更正…"
    size="sm"
    title={`${name}的劳务费没有发放？`}
    lead="改回待发放，金额可以重新填写。原因记入审计记录。"
    label="更正发放登记"
    submitLabel="更正"
  >
    <TextArea name="reason" label="原因" required max={200} rows={2} hint="例如：账号有误，银行退回。" />
  </FormDialog>
)

/** Enters the standard for everybody of whom nothing is entered yet. */
export const FillFees = ({ id, standard }: { id: string; standard: string }) => (
  <DeedButton
    action={fillFeesAction}
    input={{ id }}
    variant="primary"
    question={{
      title: '按标准填写金额？',
      text: `${standard}。已经填好的不变，填写以后可以逐人修改。`,
      confirmLabel: '填写',
    }}
  >
    按标准填写…
  </DeedButton>
)

/** Asks those without a bank account for one. */
export const AskBanks = ({ id, count }: { id: string; count: number }) => (
  <DeedButton
    action={askBanksAction}
    input={{ id }}
    question={{
      title: `给 ${count} 位专家发短信？`,
      text: '请他们登录系统填写银行账户。同一天只发一次。',
      confirmLabel: '发短信',
    }}
  >
    请专家填写银行账户…
  </DeedButton>
)

/** 劳务费发放表, with a reason and a second proof: the bank accounts of those still to be paid stand on it in full. */
export const PrintPay = ({ id }: { id: string }) => (
  <FormDialog
    schema={revealSchema}
    values={{ id, reason: '' }}
    action={printPayAction}
    button="打印发放表…"
    title="打印劳务费发放表"
    lead="表上只有还没有登记发放的专家，有他们完整的银行账号。打印人、时间、原因和序列号记入审计记录，还要再验证一次身份。"
    label="打印劳务费发放表"
    submitLabel="打印"
    pendingLabel="正在生成…"
    onDone={savePaper}
  >
    <TextField name="reason" label="打印原因" required autoComplete="off" hint="例如：交银行代发。" />
  </FormDialog>
)
