'use client'
import { Upload } from 'lucide-react'
import { type DragEvent, type Ref, useRef, useState } from 'react'
import { useHydrated } from '@/components/form/use-hydrated'
import { buttonClass } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'

type Props = {
  id: string
  label: string
  describedBy: string | undefined
  invalid: boolean
  accept: string
  multiple: boolean
  buttonRef?: Ref<HTMLButtonElement>
  /** what is done with a file, said while it is held over the field */
  dropWords?: string
  onFiles: (files: readonly File[]) => void
}

/** A button that opens the file dialog, in a field that also takes files dropped on it. */
export function DropZone({
  id,
  label,
  describedBy,
  invalid,
  accept,
  multiple,
  buttonRef,
  dropWords = '松开鼠标，开始上传',
  onFiles,
}: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const ready = useHydrated()

  const drag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the mouse; the button does the same
    <div
      onDragEnter={drag}
      onDragOver={drag}
      onDragLeave={event => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={drop}
      className={cx(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-dashed px-4 py-4 transition-colors',
        over ? 'border-accent bg-accent-wash' : invalid ? 'border-danger bg-danger-soft/40' : 'border-edge bg-canvas',
      )}
    >
      <button
        ref={buttonRef}
        id={id}
        type="button"
        disabled={!ready}
        aria-label={`${label}：选择文件`}
        aria-describedby={describedBy}
        onClick={() => input.current?.click()}
        className={buttonClass('secondary', 'md', 'w-full sm:w-auto')}
      >
        <Upload aria-hidden="true" className="size-4" />
        选择文件
      </button>
      <span aria-hidden="true" className="hidden text-sm text-ink-3 sm:inline">
        {over ? dropWords : '或把文件拖到这里'}
      </span>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={label}
        accept={accept}
        multiple={multiple}
        onChange={event => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <noscript>
        <p className="text-sm text-danger">您的浏览器没有启用脚本（JavaScript），不能选择文件。请启用后刷新页面。</p>
      </noscript>
    </div>
  )
}
