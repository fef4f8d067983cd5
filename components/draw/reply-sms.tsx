'use client'
import { FormDialog } from '@/components/form/form-dialog'
import { TextField } from '@/components/form/text-field'
import { replyInDemoAction } from '@/lib/draw/reply.actions'
import { replyDemoSchema } from '@/lib/draw/reply.schema'

/** In a demo: answers a message of a draw as its recipient would by SMS. */
export const ReplySms = ({ messageId, to }: { messageId: string; to: string }) => (
  <div className="mt-2">
    <FormDialog
      schema={replyDemoSchema}
      values={{ messageId, text: '' }}
      action={replyInDemoAction}
      button="模拟回复短信…"
      size="sm"
      title={`以 ${to} 回复短信`}
      lead="相当于收到短信的人在手机上回复。回答会作为新的短信出现在这里。"
      label="回复短信"
      submitLabel="发送回复"
      pendingLabel="正在发送…"
    >
      <TextField
        name="text"
        label="回复的内容"
        required
        width="sm"
        hint="例如邀请短信里写的数字，或者 1（参加）、2（不参加）。"
        autoComplete="off"
      />
    </FormDialog>
  </div>
)
