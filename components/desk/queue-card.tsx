import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { WaitingFor } from '@/components/workflow/waiting'
import type { DeskQueue } from '@/lib/desk/desk.dto'
import { lengthWords, type Wait } from '@/lib/workflow/wait.rules'

type Waiter = { id: string }

type QueueCardProps<Row extends Waiter> = {
  title: string
  all: { href: string; label: string }
  queue: DeskQueue<Row>
  itemOf: (row: Row) => { href: string; name: string; detail: string; wait: Wait | null }
  /** said when nothing waits */
  done: string
  why: string
}

/** The head of a queue: those that have waited longest, each a link to where it is decided. */
export function QueueCard<Row extends Waiter>({ title, all, queue, itemOf, done, why }: QueueCardProps<Row>) {
  const { waiting, aim, oldest, ofAll } = queue
  if (oldest.length === 0)
    return (
      <Card title={title} flush>
        {ofAll ? (
          <EmptyState
            title={`您负责的${done}`}
            why={`还有 ${ofAll} 件在其他人负责的范围里等待办理。`}
            action={
              <LinkButton href={`${all.href}${all.href.includes('?') ? '&' : '?'}serve=all`}>查看全部待办</LinkButton>
            }
          />
        ) : (
          <EmptyState title={done} why={why} />
        )}
      </Card>
    )
  return (
    <Card
      title={title}
      description={`办理时限 ${lengthWords(aim)}`}
      flush
      actions={
        waiting > oldest.length && (
          <Link href={all.href} className="text-sm text-accent-strong hover:underline">
            {all.label}
          </Link>
        )
      }
    >
      <ol className="divide-y divide-line">
        {oldest.map(row => {
          const { href, name, detail, wait } = itemOf(row)
          return (
            <li key={row.id} className="flex flex-wrap items-start justify-between gap-x-4 px-4 py-2 sm:px-5">
              <div className="min-w-0">
                <Link href={href} prefetch={false} className="text-accent-strong hover:underline">
                  {name}
                </Link>
                <p className="text-sm text-ink-3">{detail}</p>
              </div>
              <WaitingFor wait={wait} />
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
