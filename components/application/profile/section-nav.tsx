import { ArrowRight, Check, Circle, CircleAlert, CircleDot } from 'lucide-react'
import type { Route } from 'next'
import { cx } from '@/components/ui/cx'
import { Link } from '@/components/ui/link'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import { type SectionProgress, sectionStateLabels } from '@/lib/profile/progress.rules'
import { ownWays, type ProfileWays } from './ways'

const marks = {
  done: <Check aria-hidden="true" className="mt-[0.3em] size-4 shrink-0 text-success" strokeWidth={2.5} />,
  filling: <CircleDot aria-hidden="true" className="mt-[0.3em] size-4 shrink-0 text-warning" />,
  returned: <CircleAlert aria-hidden="true" className="mt-[0.3em] size-4 shrink-0 text-warning" />,
  empty: <Circle aria-hidden="true" className="mt-[0.3em] size-4 shrink-0 text-edge" />,
}

/** 未填写, 填写中·缺 2 项, 已完成. */
export function stateText({ state, missing, optional, rows }: SectionProgress): string {
  if (state === 'filling') return `${sectionStateLabels.filling}·缺 ${missing.length} 项`
  if (state === 'done' && rows) return `${sectionStateLabels.done}·${rows} 条`
  return state === 'empty' && optional ? `${sectionStateLabels.empty}·可以不填` : sectionStateLabels[state]
}

const linkClass =
  'flex gap-2.5 rounded-md px-3 py-2 text-ink no-underline hover:bg-sunken aria-[current=step]:bg-accent-wash aria-[current=step]:font-semibold'

type SectionNavProps = {
  progress: SectionProgress[]
  current?: ProfileSection
  checking?: boolean
  ways?: ProfileWays
}

/** All sections beside the one that is being filled in, with how far each is. */
export function SectionNav({ progress, current, checking, ways = ownWays }: SectionNavProps) {
  return (
    <nav aria-label="填写步骤">
      <ol className="space-y-0.5">
        {progress.map((item, index) => (
          <li key={item.section}>
            <Link
              href={`${ways.sections}/${item.section}` as Route}
              aria-current={item.section === current ? 'step' : undefined}
              className={linkClass}
            >
              {marks[item.state]}
              <span>
                <span className="num">{index + 1}.</span> {item.title}
                <span className="num block text-sm font-normal text-ink-3">
                  {item.section === current ? '正在填写' : stateText(item)}
                </span>
              </span>
            </Link>
          </li>
        ))}
        <li className="mt-2 border-t border-line pt-2">
          <Link href={ways.check as Route} aria-current={checking ? 'step' : undefined} className={cx(linkClass)}>
            <ArrowRight aria-hidden="true" className="mt-[0.3em] size-4 shrink-0 text-ink-3" />
            检查并提交
          </Link>
        </li>
      </ol>
    </nav>
  )
}
