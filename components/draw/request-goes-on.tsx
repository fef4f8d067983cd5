import { Alert } from '@/components/ui/alert'
import { Time } from '@/components/ui/time'
import { DeedButton } from '@/components/workflow/deed-button'
import { dropDrawDraftAction } from '@/lib/draw/request.actions'

/** Said above a form that goes on from what was typed and not saved, with the way back. */
export function GoesOn({ id, savedAt, saved }: { id: string | null; savedAt: string; saved: boolean }) {
  return (
    <div className="mb-5">
      <Alert tone="info" title="接着上次没有保存的内容">
        <p className="mb-2">
          <Time value={savedAt} /> 自动留存的，还没有点“保存并核对”。
        </p>
        <DeedButton
          action={dropDrawDraftAction}
          input={{ id: id ?? 'new' }}
          size="sm"
          question={{
            title: '放弃没有保存的内容？',
            text: saved ? '回到上次保存的内容，之后填写的不再保留。' : '回到空白的需求，已填写的内容不再保留。',
            confirmLabel: '放弃',
          }}
        >
          放弃这些内容…
        </DeedButton>
      </Alert>
    </div>
  )
}
