'use client'
import { Table2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'

type ChartBlockProps = {
  title: string
  /** what is to be seen, with its numbers */
  sentence: ReactNode
  chart: ReactNode
  table: ReactNode
  /** the table is there from the start: where it leads further, or there is nothing to draw */
  open?: boolean
  /** chart and table beside each other where there is room */
  beside?: boolean
}

/**
 * A chart with the sentence that says what it shows, and the table behind it. The table opens with the button; in print
 * and where no scripts run it is always there.
 */
export function ChartBlock({ title, sentence, chart, table, open = false, beside = false }: ChartBlockProps) {
  const [shown, setShown] = useState(open)
  const id = useId()
  return (
    <section
      aria-labelledby={`${id}-h`}
      className="rounded-lg border border-line bg-paper print:border-0 print:break-inside-avoid"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 sm:px-5">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id={`${id}-h`} className="text-base">
            {title}
          </h2>
          <p className="text-ink-2">{sentence}</p>
        </div>
        <Button
          size="sm"
          aria-expanded={shown}
          aria-controls={`${id}-t`}
          className="noscript:hidden"
          data-no-print
          onClick={() => setShown(before => !before)}
        >
          <Table2 aria-hidden="true" className="size-4" />
          {shown ? '收起数据表' : '数据表'}
          <span className="sr-only">：{title}</span>
        </Button>
      </div>
      <div className={cx('grid gap-x-8 gap-y-4 p-4 sm:p-5 print:px-0', beside && shown && 'xl:grid-cols-2')}>
        <div className="min-w-0">{chart}</div>
        <div id={`${id}-t`} className={cx('min-w-0', !shown && 'hidden noscript:block print:block')}>
          {table}
        </div>
      </div>
    </section>
  )
}
