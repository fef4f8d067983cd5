import type { Route } from 'next'
import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { ApplicationView } from '@/lib/application/application.dto'

export type Show = 'whole' | 'changes'
export type HrefOf = (version: number, show: Show) => string

type VersionBarProps = {
  application: Pick<ApplicationView, 'submitted' | 'previous' | 'base' | 'versions'>
  show: Show
  /** things that differ from what it is compared to; null for the first */
  count: number | null
  hrefOf: HrefOf
}

const link = 'text-accent-strong underline'

/** Which submission is read, what differs from the one before or from what is in force, and the way to the others. */
export function VersionBar({ application, show, count, hrefOf }: VersionBarProps) {
  const { submitted, previous, base, versions } = application
  if (!submitted || (versions.length < 2 && !base)) return null
  const against = base ? '在库的信息' : '上一次'
  const newest = versions[0]!.number === submitted.number
  const other = show === 'whole' ? 'changes' : 'whole'
  return (
    <Alert
      tone={newest ? 'info' : 'warning'}
      title={
        newest
          ? `${base ? '信息变更：' : ''}第 ${submitted.number} 次提交${count === null ? '' : `，与${against}相比有 ${count} 处变化`}`
          : `这是以前的版本（第 ${submitted.number} 次提交），办理以最新一次提交为准`
      }
    >
      <p className="flex flex-wrap gap-x-5 gap-y-1">
        {(base ?? previous) && (
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
