import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { DeedButton } from '@/components/workflow/deed-button'
import { moveDraftAction, rebaseDraftAction, releaseDraftAction } from '@/lib/policy/console/console.actions'
import type { DraftView } from '@/lib/policy/console/console.dto'
import type { PolicyDraftEvent } from '@/lib/workflow/policy.machine'
import { PolicyChanges } from './changes'
import { MoveDraft } from './dialogs'
import { ReleaseForm } from './release-form'
import { versionName } from './versions'

/** The steps of a draft beside its title. */
export function DraftButtons({ draft }: { draft: DraftView }) {
  const { id, version } = draft
  const open = (event: PolicyDraftEvent) => draft.events.some(one => one.event === event && one.whyNot === null)
  return (
    <>
      {open('discard') && (
        <MoveDraft
          id={id}
          version={version}
          event="discard"
          label="放弃草稿"
          title="放弃这份草稿？"
          reason="理由"
          required
        >
          草稿中的改动不再使用，现行规则不变。
        </MoveDraft>
      )}
      {open('return') && (
        <MoveDraft
          id={id}
          version={version}
          event="return"
          label="退回修改"
          title="退回修改？"
          reason="需要修改什么"
          required
        >
          退回以后，起草的人可以继续修改，再次送交发布。
        </MoveDraft>
      )}
      {open('takeBack') && (
        <DeedButton action={moveDraftAction} input={{ id, version, event: 'takeBack' as const }}>
          取回修改
        </DeedButton>
      )}
      {open('submit') && (
        <MoveDraft
          id={id}
          version={version}
          event="submit"
          label="送交发布"
          variant="primary"
          title="送交发布？"
          reason="给发布人的说明"
        >
          由另一位没有改过这份草稿的业务管理员核对、发布。送交以后不能再改，除非取回或退回。
        </MoveDraft>
      )}
    </>
  )
}

/** What was released since the draft was begun, and how to go on from there. */
export function Overtaken({ draft, mayEdit }: { draft: DraftView; mayEdit: boolean }) {
  if (!draft.overtaken) return null
  const { newest, parts } = draft.overtaken
  const { id, version } = draft
  const working = draft.status === 'editing' || draft.status === 'returned'
  return (
    <Alert
      tone="warning"
      title={`起草以来规则有了变化，现在最新的是${versionName(newest)}`}
      next={
        mayEdit &&
        working && (
          <DeedButton action={rebaseDraftAction} input={{ id, version }} size="sm">
            把草稿换到{versionName(newest)}上
          </DeedButton>
        )
      }
    >
      <p className="mb-2">草稿改过的保留草稿的写法，没有改过的按最新的版本。最新的版本与起草时相比：</p>
      <PolicyChanges parts={parts} none="内容相同。" />
    </Alert>
  )
}

/** Where somebody who has not changed it releases it, or reads why he cannot. */
export function ReleaseCard({ draft }: { draft: DraftView }) {
  const step = draft.events.find(one => one.event === 'release')
  if (!step) return null
  return (
    <Card title="发布">
      {step.whyNot ? (
        <p className="text-ink-2">{step.whyNot}</p>
      ) : (
        <ReleaseForm
          key={draft.version}
          id={draft.id}
          version={draft.version}
          onlyNow={draft.onlyNow}
          action={releaseDraftAction}
        />
      )}
    </Card>
  )
}
