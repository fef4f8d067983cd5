import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { SelfItem, SelfKind } from '@/lib/selfcheck/selfcheck.rules'

const groups: { kind: SelfKind; title: string; description: string }[] = [
  { kind: 'live', title: '刚刚检测', description: '打开本页时检测的结果，刷新即重新检测。' },
  {
    kind: 'capability',
    title: '系统具备',
    description: '程序里有这项功能；是否按要求使用，要由测评人员看过，这里不算通过。',
  },
  { kind: 'manual', title: '需要人工确认', description: '程序无从得知，由负责人确认并在纸上签字，这里不算通过。' },
]

const stateOf = ({ kind, holds }: SelfItem) => {
  if (kind === 'capability') return { tone: 'info' as const, text: '系统具备' }
  if (kind === 'manual') return { tone: 'neutral' as const, text: '待人工确认' }
  return holds ? { tone: 'success' as const, text: '符合' } : { tone: 'danger' as const, text: '不符合' }
}

/** The list for 等保自查, in the three kinds of proof; on paper each line of the last has room for a signature. */
export function SelfCheckList({ items }: { items: SelfItem[] }) {
  return (
    <div className="space-y-5">
      {groups.map(({ kind, title, description }) => (
        <Card key={kind} title={title} description={description} flush>
          <ul className="divide-y divide-line">
            {items
              .filter(item => item.kind === kind)
              .map(item => (
                <Line key={item.title} item={item} />
              ))}
          </ul>
        </Card>
      ))}
    </div>
  )
}

function Line({ item }: { item: SelfItem }) {
  const state = stateOf(item)
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3 sm:px-5">
      <span className="w-28 shrink-0">
        <StatusBadge tone={state.tone} label={state.text} />
      </span>
      <span className="min-w-0 flex-1 basis-72">
        <span className="block font-medium">{item.title}</span>
        <span className="block text-ink-2">{item.finding}</span>
        {item.todo && <span className="block text-danger">怎么办：{item.todo}</span>}
      </span>
      <span className="num shrink-0 text-sm text-ink-3">{item.article}</span>
      {item.kind === 'manual' && (
        <span className="hidden w-full text-sm print:block">确认人（签字）：　　　　　　　　日期：</span>
      )}
    </li>
  )
}
