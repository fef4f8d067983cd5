import type { Condition } from '@/lib/export/export.dto'

/** The conditions of a request in words; without any the whole pool. */
export function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  if (conditions.length === 0) return <>在库的全部专家（不含已出库的）</>
  return (
    <ul>
      {conditions.map(({ label, words }) => (
        <li key={`${label} ${words}`} className="break-words">
          {label}：{words}
        </li>
      ))}
    </ul>
  )
}
