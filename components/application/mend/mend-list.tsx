'use client'
import { X } from 'lucide-react'
import { controlClass } from '@/components/form/field-shell'
import { useMarks } from './mend-context'

/** In the decision panel: what will be sent back, each with a word to the applicant. */
export function MendList() {
  const { marks, toggle, setRemark } = useMarks()
  if (marks.length === 0)
    return (
      <p className="text-sm text-ink-3">
        可以在内容各部分的标题旁点“标为需修改”，或点某一条旁的小旗，申请人就只改那几处；不标的，整份申请都开放修改。
      </p>
    )
  return (
    <div>
      <p className="font-medium">需要修改的地方</p>
      <p className="mb-2 text-sm text-ink-3">只有这些地方开放给申请人修改。要删除或增加条目的，请标整个部分。</p>
      <ul className="space-y-3">
        {marks.map(mark => (
          <li key={`${mark.section}-${mark.rowId}`}>
            <span className="flex items-start justify-between gap-2">
              <span className="min-w-0">{mark.label}</span>
              <button
                type="button"
                aria-label={`取消标记：${mark.label}`}
                onClick={() => toggle(mark, mark.label)}
                className="-mt-1 flex size-8 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
              >
                <X aria-hidden="true" className="size-4" />
              </button>
            </span>
            <input
              value={mark.remark}
              onChange={event => setRemark(mark, event.target.value)}
              maxLength={200}
              aria-label={`修改要求：${mark.label}`}
              placeholder="怎样修改（选填）"
              className={`${controlClass} h-control`}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
