import { ChevronRight } from 'lucide-react'
import type { Route } from 'next'
import { Badge, type Tone } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import { Link } from '@/components/ui/link'
import { doneCount, isSettled, type SectionProgress, type SectionState } from '@/lib/profile/progress.rules'
import { MissingList } from '../missing-notice'
import { stateText } from './section-nav'
import { ownWays, type ProfileWays } from './ways'

const tones: Record<SectionState, Tone> = { empty: 'neutral', filling: 'warning', done: 'success', returned: 'warning' }

const row = 'flex items-center gap-3 px-4 py-3.5 text-ink no-underline hover:bg-canvas sm:px-5'

type TaskListProps = { progress: SectionProgress[]; ways?: ProfileWays }

/** Of what a section lacks this many are named below it; one that nobody has begun lacks everything. */
const SHOWN = 5

/** The sections of the profile as tasks, each with how far it is, and checking as the last of them where it has a page of its own. */
export function TaskList({ progress, ways = ownWays }: TaskListProps) {
  const { done, of } = doneCount(progress)
  return (
    <Card flush title={`已完成 ${done} / ${of} 个部分`}>
      <div aria-hidden="true" className="flex gap-1 px-4 pt-3 sm:px-5">
        {progress.map(item => (
          <span
            key={item.section}
            className={cx('h-1.5 flex-1 rounded-full', isSettled(item) ? 'bg-accent' : 'bg-sunken')}
          />
        ))}
      </div>
      <ol className="divide-y divide-line">
        {progress.map((item, index) => (
          <li key={item.section}>
            <Link href={`${ways.sections}/${item.section}` as Route} className={row}>
              <span className="num w-5 shrink-0 text-lg text-ink-3">{index + 1}</span>
              <span className="flex min-w-0 flex-1 gap-x-4 gap-y-1 max-sm:flex-col max-sm:items-start sm:items-center sm:justify-between">
                <span className="min-w-0">
                  <span className="block font-semibold">{item.title}</span>
                  <span className="block text-sm text-ink-3">{item.hint}</span>
                </span>
                <Badge tone={tones[item.state]}>{stateText(item)}</Badge>
              </span>
              <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
            </Link>
            {item.state !== 'empty' && item.missing.length > 0 && (
              <div className="pr-4 pb-3.5 pl-12 text-sm sm:pl-13">
                <MissingList progress={item} base={ways.sections} most={SHOWN} />
              </div>
            )}
          </li>
        ))}
        {ways.check !== ways.sections && (
          <li>
            <Link href={ways.check as Route} className={row}>
              <span className="num w-5 shrink-0 text-lg text-ink-3">{of + 1}</span>
              <span className="min-w-0 flex-1">
                <span className="block font-semibold">检查并提交</span>
                <span className="block text-sm text-ink-3">
                  {done === of ? '各部分都已填好，可以提交了' : '核对全部内容，签署承诺后提交'}
                </span>
              </span>
              <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
            </Link>
          </li>
        )}
      </ol>
    </Card>
  )
}
