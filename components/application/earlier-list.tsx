import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { EarlierApplication } from '@/lib/application/application.dto'
import { ApplicationBadge } from './status'

type EarlierListProps = {
  applications: EarlierApplication[]
  /** where an application is read in this console */
  linkOf: (id: string) => string
}

/** Earlier applications of the same person that came to nothing, with what was said. */
export function EarlierList({ applications, linkOf }: EarlierListProps) {
  return (
    <ul className="space-y-3">
      {applications.map(({ id, number, status, statusLabel, statusSince, by, opinion }) => (
        <li key={number}>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {id ? (
              <Link href={linkOf(id)} prefetch={false} className="num text-accent-strong hover:underline">
                {number}
              </Link>
            ) : (
              <span className="num">{number}</span>
            )}
            <ApplicationBadge status={status} label={statusLabel} />
          </div>
          <p className="text-sm text-ink-3">
            <Time value={statusSince} day />
            {by && `　${by.office}${by.who === by.office ? '' : `　${by.who}`}`}
          </p>
          {opinion && <p className="mt-0.5 text-sm whitespace-pre-line">{opinion}</p>}
        </li>
      ))}
    </ul>
  )
}
