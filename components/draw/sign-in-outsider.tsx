'use client'
import { CheckboxField, RadioField } from '@/components/form/choice-fields'
import { FormDialog } from '@/components/form/form-dialog'
import { TextField } from '@/components/form/text-field'
import { signInByTwoAction, signInOutsiderAction } from '@/lib/draw/seat.actions'
import { doorPapers, signInByTwoSchema, signInOutsiderSchema } from '@/lib/draw/sign-in.schema'

/** 签到 of somebody from outside the pool, of whom the system knows no document: by his place and his name. */
export const SignInOutsider = ({ id, place }: { id: string; place: string }) => (
  <FormDialog
    schema={signInOutsiderSchema}
    values={{ id, name: '', paper: false }}
    action={signInOutsiderAction}
    button="签到…"
    size="sm"
    title={`${place}：签到`}
    lead="库外的特邀专家在系统里没有证件信息。请当面核对身份证件后填写姓名；手机上能看到签到码的，用签到码签到。"
    label="特邀专家签到"
    submitLabel="签到"
    pendingLabel="正在签到…"
  >
    <TextField name="name" label="姓名" required autoComplete="off" hint="按特邀申请上的写法填写。" width="sm" />
    <PaperPledge />
  </FormDialog>
)

const papers = doorPapers.map(([value, label]) => ({ value, label }))

/** 签到 of an expert of whom no document is on record: two people look at another paper of his. */
export const SignInByTwo = ({ id, place }: { id: string; place: string }) => (
  <FormDialog
    schema={signInByTwoSchema}
    values={{ id, name: '', shown: '' as 'idCard', witness: '', paper: false }}
    action={signInByTwoAction}
    button="两人核对签到…"
    size="sm"
    title={`${place}：两人核对签到`}
    lead="这位专家没有登记证件。手机上能看到签到码的，用签到码签到；看不到的，由您和另一位工作人员当面核对他的证件后办理。凭什么证件、由谁核对会留下记录，监督人员能看到。"
    label="两人核对签到"
    submitLabel="签到"
    pendingLabel="正在签到…"
  >
    <TextField name="name" label="专家姓名" required autoComplete="off" hint="按证件上的写法填写。" width="sm" />
    <RadioField name="shown" label="核对的证件" required inline options={papers} />
    <TextField
      name="witness"
      label="另一位核对人"
      required
      autoComplete="off"
      hint="在场一起核对的工作人员或监督人员的姓名。"
      width="sm"
    />
    <PaperPledge />
  </FormDialog>
)

const PaperPledge = () => (
  <CheckboxField name="paper" label="纸质承诺书" hint="没有在手机上签署承诺时才用；承诺书由会务留存。">
    已当场签署纸质保密与回避承诺书
  </CheckboxField>
)
