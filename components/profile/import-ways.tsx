'use client'
import { Download } from 'lucide-react'
import { type ChangeEvent, useId, useRef } from 'react'
import { DropZone } from '@/components/file/drop-zone'
import { controlClass } from '@/components/form/field-shell'
import { Button, buttonClass } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'

type PasteWayProps = { text: string; onText: (text: string) => void; onFile: (file: File) => void }

/** 粘贴文献: what databases export, pasted or as the file they gave. */
export function PasteWay({ text, onText, onFile }: PasteWayProps) {
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? []
    event.target.value = ''
    if (chosen) onFile(chosen)
  }
  return (
    <div>
      <label htmlFor={id} className="font-medium">
        文献内容
      </label>
      <p id={`${id}-hint`} className="mb-1 text-sm text-ink-3">
        在知网、万方等网站选中文献，点“导出”，选择 BibTeX、RIS 或 EndNote 格式，再把内容全部粘贴到这里。一次最多 500
        条。
      </p>
      <textarea
        id={id}
        aria-describedby={`${id}-hint`}
        rows={9}
        value={text}
        spellCheck={false}
        placeholder={'@article{…}　或　TY  - JOUR　或　%0 Journal Article'}
        className={cx(controlClass, 'num block py-2 text-sm leading-[1.6]')}
        onChange={event => onText(event.target.value)}
      />
      <p className="mt-2 flex flex-wrap items-center gap-2 text-sm text-ink-2">
        已经导出成文件的，可以直接
        <Button size="sm" onClick={() => file.current?.click()}>
          选择文件…
        </Button>
        <input
          ref={file}
          type="file"
          accept=".bib,.ris,.enw,.txt,.net,.nbib"
          aria-label="选择导出的文献文件"
          tabIndex={-1}
          className="sr-only"
          onChange={choose}
        />
      </p>
    </div>
  )
}

type SheetWayProps = { section: string; title: string; busy: boolean; onFile: (file: File) => void }

/** 上传 Excel: the template, and the file that was filled in. */
export function SheetWay({ section, title, busy, onFile }: SheetWayProps) {
  return (
    <ol className="list-inside list-decimal space-y-4">
      <li>
        <span className="font-medium">下载模板，在 Excel 或 WPS 中填写。</span>
        <span className="block text-sm text-ink-3">
          每行一条；各列怎样填写，见文件中的“填写说明”。灰色的示例行不会导入。
        </span>
        <a
          href={`/api/profile-template/${section}`}
          download={`${title}导入模板.xlsx`}
          className={buttonClass('secondary', 'sm', 'mt-1.5')}
        >
          <Download aria-hidden="true" className="size-4" />
          下载“{title}”模板
        </a>
      </li>
      <li>
        <span className="font-medium">上传填好的文件。</span>
        <span className="mb-1.5 block text-sm text-ink-3">
          .xlsx 格式，不超过 2 MB、500 行。上传后先核对，不会直接改动已填写的内容。
        </span>
        <DropZone
          id={`import-${section}`}
          label="填好的 Excel 文件"
          describedBy={undefined}
          invalid={false}
          accept=".xlsx,.xls,.et"
          multiple={false}
          onFiles={([file]) => file && !busy && onFile(file)}
        />
      </li>
    </ol>
  )
}
