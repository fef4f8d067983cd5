import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { ConflictSummary } from '@/lib/draw/avoidance.dto'

/** How many each rule keeps away. A 使用单位 sees no more than this: who is in the pool is not its to know. */
export function ConflictCounts({ summary }: { summary: ConflictSummary }) {
  const { rules, total, foundAt } = summary
  if (!foundAt) return <p className="text-ink-2">还没有比对。登记评审对象以后自动比对。</p>
  return (
    <>
      <p className="mb-3 text-ink-2">
        {total === 'few'
          ? '应当回避的不足 3 人，或者没有，抽取时自动排除。'
          : total === 0
            ? '没有应当回避的专家。'
            : `共 ${total} 人应当回避，抽取时自动排除。`}
        比对时间：
        <Time value={foundAt} />
      </p>
      <DescriptionList
        columns={1}
        items={rules.map(({ label, article, count }) => ({ label: `${article}${label}`, value: `${count} 人` }))}
      />
    </>
  )
}
