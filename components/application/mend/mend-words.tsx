'use client'
import { Alert } from '@/components/ui/alert'
import { useMarks } from './mend-context'

/** Beside any other result than 退回修改: what was marked goes nowhere with it. */
export function UnsentMarks() {
  const { marks } = useMarks()
  if (marks.length === 0) return null
  return (
    <Alert tone="warning" role="status">
      您标了 {marks.length} 处需修改。只有选“退回修改”，申请人才会看到。
    </Alert>
  )
}

/** In the question of 退回修改: the places that open for the applicant, with what he is told of each. */
export function MarkedPlaces() {
  const { marks } = useMarks()
  if (marks.length === 0) return <p>没有标出需修改的地方，整份申请都开放修改。</p>
  return (
    <div>
      <p>只开放这 {marks.length} 处：</p>
      <ul className="list-disc pl-5">
        {marks.map(({ section, rowId, label, remark }) => (
          <li key={`${section}-${rowId}`} className="break-words">
            {label}
            {remark.trim() && <span className="block text-ink-3">{remark.trim()}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
