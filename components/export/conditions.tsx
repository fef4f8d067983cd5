import type { Described } from '@/lib/expert/describe.dal'

/** The conditions of a request in words; without any the whole pool. */
export function Conditions({ conditions }: { conditions: readonly Described[] }) {
  if (conditions.length === 0) return <>在库的全部专家（不含已出库的）</>
  return (
    <ul>
      {conditions.map(({ key, value, label, words }) => (
        <li key={`${key} ${value}`} className="break-words">
          {label}：{words}
        </li>
      ))}
    </ul>
  )
}
