'use client'
import { Download, Eye } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

// the viewer is half a megabyte: nobody loads it who does not look
const PreviewBody = dynamic(() => import('./preview-body'), {
  ssr: false,
  loading: () => (
    <div role="status" className="py-10 text-center text-ink-2">
      正在打开…
    </div>
  ),
})

/** 查看: shows a file in a window over the page, without leaving it and without a download. */
export function PreviewButton({ file }: { file: { href: string; name: string } }) {
  const [open, setOpen] = useState(false)
  const { href } = file
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label={`查看 ${file.name}`}
        className="-my-1 inline-flex min-h-10 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm text-accent-strong hover:bg-accent-soft"
      >
        <Eye aria-hidden="true" className="size-4" />
        查看
      </button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={<span className="break-all">{file.name}</span>}
        size="lg"
        footer={
          <a href={href} download={file.name} className={buttonClass('secondary')}>
            <Download aria-hidden="true" className="size-4" />
            下载
          </a>
        }
      >
        {open && <PreviewBody href={href} name={file.name} />}
      </Dialog>
    </>
  )
}
