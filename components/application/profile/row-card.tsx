'use client'
import { ArrowDown, ArrowUp, ChevronDown, ChevronUp, Copy, Trash2 } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { RowLabelContext } from '@/components/form/form-context'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'

export type RowDeed = 'open' | 'close' | 'up' | 'down' | 'copy' | 'remove'

type RowCardProps = {
  index: number
  /** 第 2 段工作经历 */
  name: string
  title: string
  line: string
  /** how many things are wrong or missing in it */
  missing: number
  files: number
  first: boolean
  last: boolean
  canCopy: boolean
  onDeed: (deed: RowDeed, index: number) => void
  /** `place`: it stays where it is; `whole`: it is only read */
  lock?: 'place' | 'whole' | null
  /** what somebody asked to be mended here */
  remark?: string
  /** the controls, while it is open */
  children?: ReactNode
}

const icon =
  'flex size-9 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink disabled:text-line-2 disabled:hover:bg-transparent'

/** One row of a section: a line to read while it is closed, its fields while it is open. */
export const RowCard = memo(function RowCard(props: RowCardProps) {
  const {
    index,
    name,
    title,
    line,
    missing,
    files,
    first,
    last,
    canCopy,
    onDeed,
    lock = null,
    remark,
    children,
  } = props
  const open = Boolean(children)
  const act = (deed: RowDeed) => () => onDeed(deed, index)
  return (
    <fieldset className={cx('min-w-0 rounded-md border bg-paper', open ? 'border-accent' : 'border-line-2')}>
      <legend className="sr-only">{name}</legend>
      <div className="flex items-start gap-2 py-1.5 pr-1.5 pl-4">
        <button
          type="button"
          onClick={act(open ? 'close' : 'open')}
          aria-expanded={open}
          data-deed="fold"
          className="group flex min-h-9 min-w-0 flex-1 items-start gap-2 py-1 text-left"
        >
          <span className="num w-7 shrink-0 text-ink-3">{index + 1}</span>
          <span className="min-w-0 flex-1">
            <span className="block font-medium group-hover:text-accent-strong">
              {title || <span className="font-normal text-ink-3">未填写名称</span>}
            </span>
            <span className="num block text-sm text-ink-3">
              {line}
              {files > 0 && `${line ? '　' : ''}附件 ${files} 个`}
            </span>
            {missing > 0 && <span className="num block text-sm text-warning">还有 {missing} 处没有填好</span>}
            {remark && <span className="block text-sm text-warning">需修改：{remark}</span>}
          </span>
          {open ? (
            <ChevronUp aria-hidden="true" className="mt-1 size-4 shrink-0 text-ink-3" />
          ) : (
            <ChevronDown aria-hidden="true" className="mt-1 size-4 shrink-0 text-ink-3" />
          )}
          <span className="sr-only">{open ? '收起' : lock === 'whole' ? '查看' : '填写或修改'}</span>
        </button>
        {!lock && (
          <span className="flex shrink-0 max-sm:hidden">
            <button
              type="button"
              data-deed="up"
              className={icon}
              disabled={first}
              aria-label={`上移${name}`}
              onClick={act('up')}
            >
              <ArrowUp aria-hidden="true" className="size-4" />
            </button>
            <button
              type="button"
              data-deed="down"
              className={icon}
              disabled={last}
              aria-label={`下移${name}`}
              onClick={act('down')}
            >
              <ArrowDown aria-hidden="true" className="size-4" />
            </button>
            <button type="button" className={icon} disabled={!canCopy} aria-label={`复制${name}`} onClick={act('copy')}>
              <Copy aria-hidden="true" className="size-4" />
            </button>
          </span>
        )}
        {!lock && (
          <button type="button" className={icon} aria-label={`删除${name}`} onClick={act('remove')}>
            <Trash2 aria-hidden="true" className="size-4" />
          </button>
        )}
      </div>
      {open && (
        <RowLabelContext.Provider value={name}>
          <div className="space-y-5 border-t border-line px-4 pt-4 pb-4">
            {children}
            {!lock && (
              <div className="flex flex-wrap gap-2 sm:hidden">
                <Button size="sm" data-deed="up" disabled={first} onClick={act('up')}>
                  上移
                </Button>
                <Button size="sm" data-deed="down" disabled={last} onClick={act('down')}>
                  下移
                </Button>
                <Button size="sm" disabled={!canCopy} onClick={act('copy')}>
                  复制
                </Button>
              </div>
            )}
            <Button size="sm" onClick={act('close')}>
              收起
            </Button>
          </div>
        </RowLabelContext.Provider>
      )}
    </fieldset>
  )
})
