'use client'
import type { DefaultValues, FieldValues } from 'react-hook-form'
import type { z } from 'zod'
import { FormDialog } from '@/components/form/form-dialog'
import type { Action } from '@/components/form/run-action'
import { TextArea } from '@/components/form/text-area'
import { DeedButton } from '@/components/workflow/deed-button'
import {
  archiveDrawAction,
  confirmListAction,
  excuseSeatAction,
  holdSessionAction,
  missSeatAction,
  releaseConcernedAction,
  releaseSeatAction,
  reopenListAction,
  startInvitingAction,
} from '@/lib/draw/seat.actions'
import {
  drawOpinionSchema,
  drawReasonSchema,
  releaseConcernedSchema,
  seatReasonSchema,
} from '@/lib/draw/sign-in.schema'
import type { DrawEvent } from '@/lib/workflow/draw.machine'
import { CallOffDraw, PostponeDraw } from './move-dialogs'

type Draw = {
  id: string
  version: number
  sessionFrom?: Date | null
  sessionTo?: Date | null
  place?: string | null
}

type StepProps = {
  draw: Draw
  event: DrawEvent
  /** that nobody is missing: until then 确认名单 is an exception, and does not stand out */
  whole?: boolean
}

/** The steps of a draw after it was drawn: each with what it does, said before it counts. */
export function DrawStep({ draw, event, whole }: StepProps) {
  const { id, version, sessionFrom = null, sessionTo = null, place = null } = draw
  switch (event) {
    case 'invite':
      return (
        <DeedButton
          action={startInvitingAction}
          input={{ id, version }}
          variant="primary"
          question={{
            title: '现在开始通知？',
            text: '系统立即给抽中的专家发短信，答复时限从发出时算起。开始以后不能再宣布抽取无效。',
            confirmLabel: '开始通知',
          }}
        >
          开始通知…
        </DeedButton>
      )
    case 'confirm':
      return (
        <OpinionDialog
          schema={drawOpinionSchema}
          action={confirmListAction}
          values={{ id, version, opinion: '' }}
          button="确认名单…"
          title="确认名单？"
          lead="各组人数都满了就可以确认。人数不满、按现有人数评审的，请写明理由。"
          label="理由"
          hint="人数不满的必须写明。"
          primary={whole}
        />
      )
    case 'reopen':
      return (
        <OpinionDialog
          schema={drawReasonSchema}
          action={reopenListAction}
          values={{ id, version, opinion: '' }}
          button="重新通知…"
          title="重新通知？"
          lead="名单回到“通知中”，递补和补抽的专家可以继续答复。"
          label="理由"
          required
        />
      )
    case 'hold':
      return (
        <DeedButton
          action={holdSessionAction}
          input={{ id, version }}
          variant="primary"
          question={{
            title: '评审已经结束？',
            text: '确认以后不能再签到，也不能再更改请假和缺席；由使用单位反馈专家履职情况。',
            confirmLabel: '评审结束',
          }}
        >
          评审结束…
        </DeedButton>
      )
    case 'archive':
      return (
        <OpinionDialog
          schema={drawOpinionSchema}
          action={archiveDrawAction}
          values={{ id, version, opinion: '' }}
          button="归档…"
          title="归档？"
          lead="归档以后不能再反馈；评审结束后一年内，没有抽查过的专家还可以抽查。"
          label="说明"
        />
      )
    case 'postpone':
      return <PostponeDraw draw={{ id, version, sessionFrom, sessionTo, place }} />
    case 'callOff':
      return <CallOffDraw draw={{ id, version }} />
    default:
      return null
  }
}

type OpinionProps<V extends FieldValues> = {
  schema: z.ZodType<unknown, V>
  action: Action<V, unknown>
  values: DefaultValues<NoInfer<V>>
  button: string
  title: string
  lead: string
  label: string
  hint?: string
  required?: boolean
  primary?: boolean
}

function OpinionDialog<V extends FieldValues>({ required, primary, label, hint, title, ...rest }: OpinionProps<V>) {
  return (
    <FormDialog<V, unknown>
      {...rest}
      title={title}
      variant={primary ? 'primary' : undefined}
      label={title}
      submitLabel={rest.button.replace('…', '')}
      pendingLabel="正在办理…"
    >
      <TextArea name="opinion" label={label} hint={hint} required={required} max={500} rows={3} />
    </FormDialog>
  )
}

type SeatProps = { id: string; place: string }
type SeatDialogProps = SeatProps & {
  action: Action<{ id: string; opinion: string }, unknown>
  button: string
  lead: string
  hint: string
}

const SeatDialog = ({ id, place, action, button, lead, hint }: SeatDialogProps) => (
  <FormDialog<{ id: string; opinion: string }, unknown>
    schema={seatReasonSchema}
    values={{ id, opinion: '' }}
    action={action}
    button={button}
    size="sm"
    title={`${place}：${button.replace('…', '')}`}
    lead={lead}
    label={button.replace('…', '')}
    submitLabel={button.replace('…', '')}
    pendingLabel="正在办理…"
  >
    <TextArea name="opinion" label="理由" required max={200} rows={3} hint={hint} />
  </FormDialog>
)

/** 取消 one place, by its number. */
export const ReleaseSeat = (props: SeatProps) => (
  <SeatDialog
    {...props}
    action={releaseSeatAction}
    button="取消席位…"
    lead="已经通知的专家会收到短信，不用参加；空出的席位由后面的专家递补。"
    hint="例如：来函说明应当回避。"
  />
)

/** 取消 all places that are marked, whoever sits there. */
export const ReleaseConcerned = ({ id, count }: { id: string; count: number }) => (
  <FormDialog
    schema={releaseConcernedSchema}
    values={{ id, opinion: '' }}
    action={releaseConcernedAction}
    button={`取消这 ${count} 个席位…`}
    title={`取消需要核查的 ${count} 个席位？`}
    lead="已经通知的专家会收到短信，不用参加；空出的席位由后面的专家递补。不显示是谁。"
    label="取消需要核查的席位"
    submitLabel="取消席位"
    grave
    pendingLabel="正在办理…"
  >
    <TextArea name="opinion" label="理由" required max={200} rows={3} hint="例如：抽取后查明应当回避。" />
  </FormDialog>
)

/** 请假 and 无故缺席 at the door. */
export const AwayDeeds = ({
  begun,
  absent,
  excused,
  ...props
}: SeatProps & { begun: boolean; absent: boolean; excused: boolean }) => (
  <span className="flex flex-wrap gap-2">
    {!excused && (
      <SeatDialog
        {...props}
        action={excuseSeatAction}
        button="请假…"
        lead="当天请假会记入信用记录，扣分少于无故缺席。"
        hint="例如：航班延误，已来电说明。"
      />
    )}
    {begun && !absent && (
      <SeatDialog
        {...props}
        action={missSeatAction}
        button="缺席…"
        lead="无故缺席会记入信用记录；达到规定次数的，由管理部门提出出库。"
        hint="例如：开始后联系不上，没有说明。"
      />
    )}
  </span>
)
