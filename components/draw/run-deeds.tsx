'use client'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { DeedButton } from '@/components/workflow/deed-button'
import { runDrawAction, voidDrawAction } from '@/lib/draw/run.actions'
import { voidDrawSchema } from '@/lib/draw/run.schema'

/** 抽取: asked once, with a second proof of who does it; it cannot be taken back by who pressed it. */
export const RunButton = ({ roundId, version, number }: { roundId: string; version: number; number: string }) => (
  <DeedButton
    action={runDrawAction}
    input={{ roundId, version }}
    variant="primary"
    pendingLabel="正在抽取…"
    question={{
      title: `抽取 ${number}？`,
      text: '抽取只有一次，结果立即封存，不能重来。您会看到各组人数，看不到名单；每一次抽取都会留下记录。',
      confirmLabel: '抽取',
    }}
  >
    抽取
  </DeedButton>
)

type VoidProps = { drawId: string; version: number; attempt: number }

/** 宣布无效, with the reason; what was drawn stays to be read. */
export const VoidButton = ({ drawId, version, attempt }: VoidProps) => (
  <FormDialog
    schema={voidDrawSchema}
    values={{ drawId, version, opinion: '' }}
    action={voidDrawAction}
    button="宣布无效…"
    title={`宣布第 ${attempt} 次抽取无效？`}
    lead="还没有通知任何专家时可以宣布无效。抽中的专家全部取消，这一轮可以再抽一次；首次抽取无效的，补抽和特邀也随之结束。这一次的记录和您写的理由一直保留。"
    label="宣布抽取无效"
    submitLabel="宣布无效"
    grave
    pendingLabel="正在办理…"
  >
    <TextArea
      name="opinion"
      label="理由"
      required
      max={500}
      rows={3}
      hint="会写在抽取记录上，监督人员能看到。按抽签方案抽取的，还会写进公开的抽取证书，请不要写任何人的姓名。"
    />
  </FormDialog>
)
