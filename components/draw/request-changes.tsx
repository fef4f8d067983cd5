import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { Change } from '@/lib/draw/request-words.rules'

/** What is different since it was sent before. */
export function Changes({ changes }: { changes: Change[] }) {
  return (
    <Card title="与上一版相比" description="上次退回以后，或变更采纳以后，改了这些。">
      {changes.length === 0 ? (
        <p className="text-ink-2">内容没有变化。</p>
      ) : (
        <DescriptionList
          columns={1}
          items={changes.map(({ label, before, after }) => ({
            label,
            value: (
              <>
                {before !== null && <del className="block text-ink-3">{before}</del>}
                {after === null ? (
                  <span className="text-ink-3">已删去</span>
                ) : (
                  <ins className="no-underline">{after}</ins>
                )}
              </>
            ),
          }))}
        />
      )}
    </Card>
  )
}
