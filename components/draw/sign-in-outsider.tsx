'use client'
import { CheckboxField } from '@/components/form/choice-fields'
import { FormDialog } from '@/components/form/form-dialog'
import { TextField } from '@/components/form/text-field'
import { signInOutsiderAction } from '@/lib/draw/seat.actions'
import { signInOutsiderSchema } from '@/lib/draw/sign-in.schema'

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
    <CheckboxField name="paper" label="纸质承诺书" hint="没有在手机上签署承诺时才用；承诺书由会务留存。">
      已当场签署纸质保密与回避承诺书
    </CheckboxField>
  </FormDialog>
)
