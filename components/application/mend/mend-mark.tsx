'use client'
import { Flag } from 'lucide-react'
import { cx } from '@/components/ui/cx'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { useMarks } from './mend-context'

type MendMarkProps = { section: ProfileSection; rowId: string | null /** 科研项目第 2 条：…… */; label: string }

/** Marks a part or a row that the applicant shall mend; it counts once the application is sent back. */
export function MendMark({ section, rowId, label }: MendMarkProps) {
  const { has, toggle } = useMarks()
  const marked = has({ section, rowId })
  return (
    <button
      type="button"
      aria-pressed={marked}
      title={marked ? '取消标记' : '标为需修改'}
      aria-label={`${marked ? '取消标记' : '标为需修改'}：${label}`}
      onClick={() => toggle({ section, rowId }, label)}
      className={cx(
        'inline-flex min-h-8 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm font-normal print:hidden',
        marked ? 'bg-warning-soft text-warning' : 'text-ink-3 hover:bg-sunken hover:text-ink',
      )}
    >
      <Flag aria-hidden="true" className="size-4" />
      {marked ? '需修改' : rowId === null ? '标为需修改' : null}
    </button>
  )
}
