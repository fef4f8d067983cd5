'use client'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { callOffSchema, postponeSchema } from '@/lib/draw/move.schema'
import { sessionWords } from '@/lib/draw/request-time.rules'
import { callOffDrawAction, postponeDrawAction } from '@/lib/draw/seat.actions'
import { SessionFields } from './session-fields'

type Draw = { id: string; version: number }
type Session = { sessionFrom: Date | null; sessionTo: Date | null; place: string | null }

/** 改期: a new time for everybody, who is asked again. */
export const PostponeDraw = ({ draw: { id, version, place, ...time } }: { draw: Draw & Session }) => (
  <FormDialog
    schema={postponeSchema}
    values={{ id, version, fromDay: '', fromTime: '', toDay: '', toTime: '', place: place ?? '', opinion: '' }}
    action={postponeDrawAction}
    button="改期…"
    wide="lg"
    title="评审改期？"
    lead={
      <>
        <p className="mb-2 text-ink">现在的时间：{sessionWords(time.sessionFrom, time.sessionTo) || '未定'}</p>
        <p>
          已经通知和已经接受的专家会收到短信，要重新答复并签署承诺。新的时间另有评审或请假的，自动取消并由后面的专家递补；还没有抽取的补抽退回给提出的人。
        </p>
      </>
    }
    label="评审改期"
    submitLabel="改期"
    pendingLabel="正在办理…"
  >
    <SessionFields required />
    <TextField name="place" label="地点" width="lg" hint="没有变的不用改。" />
    <TextArea
      name="opinion"
      label="改期的原因"
      required
      max={300}
      rows={3}
      hint="提出需求的人会看到，也写在办理记录里。"
    />
  </FormDialog>
)

/** 取消评审 as a whole, after people were drawn. */
export const CallOffDraw = ({ draw: { id, version } }: { draw: Draw }) => (
  <FormDialog
    schema={callOffSchema}
    values={{ id, version, opinion: '' }}
    action={callOffDrawAction}
    button="取消评审…"
    title="取消这次评审？"
    lead="所有席位取消，不再递补；已经通知的专家会收到短信，不用参加，也不用再答复。取消后不能恢复。"
    label="取消评审"
    submitLabel="取消评审"
    grave
    pendingLabel="正在办理…"
  >
    <TextArea
      name="opinion"
      label="取消的原因"
      required
      max={300}
      rows={3}
      hint="提出需求的人会看到，也写在办理记录里。"
    />
  </FormDialog>
)
