import { Card } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import type { PartChange, PolicyChange } from '@/lib/policy/console/diff.rules'
import type { LineChange } from '@/lib/policy/console/lines.rules'

const kinds = { changed: '修改', added: '增加', removed: '删除', moved: '调整顺序' } as const
const tones = { changed: 'text-ink-2', added: 'text-success', removed: 'text-danger', moved: 'text-ink-2' } as const
const signs = { same: '　', added: '＋', removed: '－' } as const

function Lines({ lines }: { lines: readonly (LineChange | null)[] }) {
  return (
    <ul className="mt-1 rounded-md border border-line text-[0.95em]">
      {lines.map((line, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other name
          key={index}
          className={cx(
            'flex gap-2 px-3 py-0.5',
            line?.kind === 'added' && 'bg-success-soft',
            line?.kind === 'removed' && 'bg-danger-soft',
          )}
        >
          {line === null ? (
            <span className="text-ink-3">……</span>
          ) : (
            <>
              <span className="shrink-0" aria-hidden="true">
                {signs[line.kind]}
              </span>
              {line.kind !== 'same' && <span className="sr-only">{line.kind === 'added' ? '增加：' : '删除：'}</span>}
              <span className="min-w-0 break-words whitespace-pre-wrap">{line.text || ' '}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function Change({ change }: { change: PolicyChange }) {
  const { trail, kind, before, after, lines } = change
  return (
    <li className="break-inside-avoid px-4 py-2.5 sm:px-5">
      <p>
        <span className={cx('mr-2 text-sm', tones[kind])}>{kinds[kind]}</span>
        <span className="font-medium break-words">{trail.join(' › ')}</span>
      </p>
      {lines ? (
        <Lines lines={lines} />
      ) : (
        <div className="mt-1 grid gap-x-4 gap-y-1 sm:grid-cols-2">
          {kind !== 'added' && (
            <del className="min-w-0 break-words whitespace-pre-line text-ink-2 decoration-danger/60">
              <span className="sr-only">原来：</span>
              {before}
            </del>
          )}
          {kind !== 'removed' && (
            <ins className="min-w-0 rounded-sm bg-success-soft px-1.5 break-words whitespace-pre-line no-underline">
              <span className="sr-only">现在：</span>
              {after}
            </ins>
          )}
        </div>
      )}
    </li>
  )
}

/** What differs between two versions of the rules, part by part, old beside new. Server side, may be printed. */
export function PolicyChanges({ parts, none }: { parts: readonly PartChange[]; none: string }) {
  if (parts.length === 0) return <p className="text-ink-2">{none}</p>
  return (
    <div className="space-y-4">
      {parts.map(({ part, label, changes }) => (
        <Card key={part} level={3} title={label} description={`${changes.length} 处变化`} flush>
          <ul className="divide-y divide-line">
            {changes.map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, on the server
              <Change key={index} change={change} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  )
}
