import { Time } from '@/components/ui/time'
import type { FormerAdministrator } from '@/lib/unit/administrator.dto'

/** Who administered the unit before, from when to when and why it ended. */
export function FormerAdministrators({ rows }: { rows: FormerAdministrator[] }) {
  return (
    <ul className="divide-y divide-line">
      {rows.map(row => (
        <li key={`${row.name}-${row.endedAt.getTime()}`} className="px-4 py-2.5 sm:px-5">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span>{row.name}</span>
            <span className="text-sm text-ink-3">
              <Time value={row.since} /> 至 <Time value={row.endedAt} />
            </span>
          </p>
          <p className="text-sm break-words whitespace-pre-line text-ink-2">{row.why}</p>
        </li>
      ))}
    </ul>
  )
}
