import { Alert } from '@/components/ui/alert'
import type { Snapshot } from '@/lib/application/application.dto'
import { changesBetween, countChanges } from '@/lib/profile/diff.rules'
import type { ProfilePolicy } from '@/lib/profile/resolve.schema'
import { ChangeView } from './change-view'

/** How many things a change does to what is in force. */
export const countOwn = ({ policy, base, snapshot }: Pick<OwnChangesProps, 'policy' | 'base' | 'snapshot'>): number =>
  changesBetween(policy, base, snapshot).reduce((sum, change) => sum + countChanges(change), 0)

type OwnChangesProps = {
  policy: ProfilePolicy
  base: Snapshot
  snapshot: Snapshot
  /** the whole text does not follow */
  short?: boolean
}

/** What a change does to what is in force, above the whole text, for whoever makes it. */
export function OwnChanges({ policy, base, snapshot, short }: OwnChangesProps) {
  const changes = changesBetween(policy, base, snapshot)
  const count = changes.reduce((sum, change) => sum + countChanges(change), 0)
  return (
    <section aria-labelledby="own-changes" className="space-y-4">
      <h2 id="own-changes" className="text-xl">
        {count === 0 ? '还没有改动' : `与在库的信息相比有 ${count} 处变化`}
      </h2>
      {count === 0 ? (
        <Alert tone="warning">与在库的信息相比没有变化，不能提交。请先修改要更新的内容。</Alert>
      ) : (
        <ChangeView changes={changes} />
      )}
      {!short && <h2 className="pt-2 text-xl">变更后的全部内容</h2>}
    </section>
  )
}
