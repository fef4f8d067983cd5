'use client'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { DeedButton } from '@/components/workflow/deed-button'
import { endSealSchema, revealSchema } from '@/lib/draw/contribute.schema'
import { endSealAction, revealAction, sealAgainAction, stopSealingAction } from '@/lib/draw/seal.actions'

/** 公开: what somebody kept himself, off his slip. */
export const RevealButton = ({ sealId }: { sealId: string }) => (
  <FormDialog
    schema={revealSchema}
    values={{ sealId, nonce: '', contribution: '' }}
    action={revealAction}
    button="公开我的内容…"
    variant="primary"
    title="公开我的内容"
    lead="三方已经交齐。请照您的留底填写，要与当时交的一字不差；系统会用校验值核对。"
    label="公开我的内容"
    submitLabel="公开"
    pendingLabel="正在核对…"
    wide
  >
    <TextArea name="contribution" label="内容" required max={500} rows={3} />
    <TextField name="nonce" label="随机码" required hint="留底上的 64 位数字和字母，空格不用去掉。" />
  </FormDialog>
)

/** 重新封存, with the reason. */
export const EndSealButton = ({ sealId, number }: { sealId: string; number: string }) => (
  <FormDialog
    schema={endSealSchema}
    values={{ sealId, opinion: '' }}
    action={endSealAction}
    button="重新封存…"
    title={`结束封存 ${number}，重新封存？`}
    lead="有人不能公开自己的内容、或名单需要重新读取时使用。这次封存的编号、封存值和您写的理由一直保留，并写进以后的抽取证书。三方要重新交。"
    label="重新封存"
    submitLabel="重新封存"
    grave
    pendingLabel="正在办理…"
  >
    <TextArea
      name="opinion"
      label="理由"
      required
      max={500}
      rows={3}
      hint="三方和监督人员能看到，也会写进公开的抽取证书，请不要写任何人的姓名。"
    />
  </FormDialog>
)

/** 再试一次: a round that could not be sealed. */
export const SealAgainButton = ({ roundId }: { roundId: string }) => (
  <DeedButton action={sealAgainAction} input={{ roundId }} pendingLabel="正在办理…">
    再试一次
  </DeedButton>
)

/** 停止计算: a lottery that takes too long, or that nobody wants any more. */
export const StopSealingButton = ({ roundId }: { roundId: string }) => (
  <DeedButton
    action={stopSealingAction}
    input={{ roundId }}
    question={{
      title: '停止计算？',
      text: '已经算的不保留，这一轮先不封存。以后点「再试一次」可以重新计算。',
      confirmLabel: '停止计算',
    }}
  >
    停止计算…
  </DeedButton>
)
