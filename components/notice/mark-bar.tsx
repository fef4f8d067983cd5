'use client'
import { Bold, Heading, Link2, List, ListOrdered, Table } from 'lucide-react'
import type { RefObject } from 'react'
import { applyMark, type Mark } from './markdown-marks'

const marks = [
  { mark: 'heading', label: '小标题', Icon: Heading },
  { mark: 'bold', label: '加粗', Icon: Bold },
  { mark: 'bullets', label: '列表', Icon: List },
  { mark: 'numbers', label: '编号', Icon: ListOrdered },
  { mark: 'link', label: '链接', Icon: Link2 },
  { mark: 'table', label: '表格', Icon: Table },
] as const satisfies { mark: Mark; label: string; Icon: typeof Bold }[]

function apply(area: HTMLTextAreaElement, mark: Mark): void {
  const { from, to, insert, select } = applyMark(area.value, area.selectionStart, area.selectionEnd, mark)
  area.focus()
  area.setSelectionRange(from, to)
  // Typing on the editor's behalf keeps its way back (Ctrl+Z); where that is not known, the text is put in.
  if (!document.execCommand?.('insertText', false, insert)) {
    area.setRangeText(insert, from, to, 'end')
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  area.setSelectionRange(...select)
}

/** Buttons for people who do not know the signs of Markdown by heart. */
export function MarkBar({ area }: { area: RefObject<HTMLTextAreaElement | null> }) {
  return (
    <div
      role="toolbar"
      aria-label="排版"
      className="flex flex-wrap gap-1 rounded-t-md border-b border-line bg-canvas p-1"
    >
      {marks.map(({ mark, label, Icon }) => (
        <button
          key={mark}
          type="button"
          className="inline-flex min-h-8 items-center gap-1.5 rounded-md px-2 text-sm text-ink-2 hover:bg-sunken hover:text-ink"
          onClick={() => {
            if (area.current) apply(area.current, mark)
          }}
        >
          <Icon aria-hidden="true" className="size-4" />
          {label}
        </button>
      ))}
    </div>
  )
}
