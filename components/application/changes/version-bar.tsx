import type { Route } from 'next'
import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ApplicationView } from '@/lib/application/application.dto'

export type Show = 'whole' | 'changes'
export type HrefOf = (version: number, show: Show) => string

type VersionBarProps = {
  application: Pick<ApplicationView, 'submitted' | 'previous' | 'versions'>
  show: Show
  /** things that differ from the version before; null for the first */
  count: number | null
  hrefOf: HrefOf
}

const link = 'text-accent-strong underline'

/** Which submission is read, what differs from the one before, and the way to the others. */
export function VersionBar({ application, show, count, hrefOf }: VersionBarProps) {
  const { submitted, previous, versions } = application
  if (!submitted || versions.length < 2) return null
  const newest = versions[0]!.number === submitted.number
  const other = show === 'whole' ? 'changes' : 'whole'
  return (
    <Alert
      tone={newest ? 'info' : 'warning'}
      title={
        newest
          ? `这是第 ${submitted.number} 次提交${count === null ? '' : `，与上一次相比有 ${count} 处变化`}`
          : `这是以前的版本（第 ${submitted.number} 次提交），办理以最新一次提交为准`
      }
    >
      <p className="flex flex-wrap gap-x-5 gap-y-1">
        {previous && (
          <Link href={hrefOf(submitted.number, other) as Route} className={link}>
            {show === 'whole' ? '只看变化，新旧对照' : '看全文'}
          </Link>
        )}
        {versions
          .filter(version => version.number !== submitted.number)
          .map(version => (
            <Link key={version.number} href={hrefOf(version.number, show) as Route} className={link}>
              第 {version.number} 次提交（
              <Time value={version.at} day />）
            </Link>
          ))}
      </p>
    </Alert>
  )
}
