import type { Matter } from '@/lib/desk/desk.dto'
import { Tile } from './tile'

/** What waits beside the queues, each a number that leads to its page; nothing where nothing does. */
export function Matters({ matters }: { matters: Matter[] }) {
  if (matters.length === 0) return null
  return (
    <ul className="grid gap-3 sm:grid-cols-2" aria-label="其他待办">
      {matters.map(matter => (
        <li key={matter.label}>
          <Tile {...matter} />
        </li>
      ))}
    </ul>
  )
}
