import { Link } from '@/components/ui/link'
import type { Policy } from '@/lib/policy/policy.schema'
import { Arrow } from './arrow'
import { ChoicePanels } from './choice-panels'

type Tiles = Policy['portal']['tiles']
type Tile = Tiles['individual'][number]

const groups: { value: keyof Tiles; label: string }[] = [
  { value: 'individual', label: '个人' },
  { value: 'unit', label: '单位' },
  { value: 'staff', label: '管理' },
]

function TileList({ tiles }: { tiles: Tile[] }) {
  if (tiles.length === 0) return <p className="py-8 text-center text-ink-3">目前没有可以办理的事项。</p>
  return (
    <ul className="mt-2 divide-y divide-line">
      {tiles.map(tile => (
        <li key={tile.href}>
          <Link
            href={tile.href}
            prefetch={false}
            className="group -mx-3 flex min-h-16 items-center gap-4 rounded-md px-3 py-3 text-ink no-underline hover:bg-accent-soft"
          >
            <span className="min-w-0 flex-1">
              <span className="block text-lg leading-snug font-semibold group-hover:text-accent-strong">
                {tile.label}
              </span>
              {tile.description && <span className="block text-sm text-ink-3">{tile.description}</span>}
            </span>
            <Arrow className="size-5 shrink-0 text-accent" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** 办理事项 (P3): what individuals, units and offices come for, as tiles of the policy. */
export function Errands({ tiles }: { tiles: Tiles }) {
  return (
    <section aria-labelledby="errands" className="rounded-lg bg-paper p-5 text-ink shadow-lg sm:p-6">
      <h2 id="errands" className="mb-3 text-xl">
        办理事项
      </h2>
      <ChoicePanels
        name="errands"
        legend="办理人"
        look="switch"
        panels={groups.map(group => ({ ...group, content: <TileList tiles={tiles[group.value]} /> }))}
      />
    </section>
  )
}
