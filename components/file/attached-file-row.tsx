import { Download, FileText, Image, Trash2 } from 'lucide-react'
import { Time } from '@/components/ui/time'
import { type FileDto, fileHref } from '@/lib/file/file.dto'
import { formatSize, isList, isPicture, kindOfName } from '@/lib/file/file.rules'
import { PreviewButton } from './preview-button'

type Shown = Pick<FileDto, 'id' | 'name'> &
  Partial<Pick<FileDto, 'purpose' | 'size' | 'uploadedAt' | 'state' | 'href' | 'addedBy'>>

type Props = {
  file: Shown
  /** shows 移除 */
  onRemove?: () => void
}

/** One attached file: opens as a download; who may change the list sees 移除. Also for files of a submitted version. */
export function AttachedFileRow({ file, onRemove }: Props) {
  const kind = kindOfName(file.name)
  // a list of people is read by the machine; nobody gets it back
  const usable = (file.state ?? 'ready') === 'ready' && !(kind && isList(kind))
  const href = file.href ?? fileHref(file.id)
  const Icon = kind && isPicture(kind) ? Image : FileText
  return (
    <li className="flex flex-wrap items-start gap-x-3 px-3 py-2.5 sm:flex-nowrap sm:px-4">
      <Icon aria-hidden="true" className="mt-1 size-5 shrink-0 text-ink-3" />
      {/* two buttons stand below on a phone: beside them there is no room for a name */}
      <div className={onRemove && usable ? 'min-w-0 flex-1 basis-[calc(100%-2rem)] sm:basis-0' : 'min-w-0 flex-1'}>
        {usable ? (
          <a href={href} download={file.name} className="font-medium text-accent-strong hover:underline">
            {file.name}
            <Download aria-hidden="true" className="ml-1.5 inline size-4 align-[-0.15em]" />
            <span className="sr-only">（下载）</span>
          </a>
        ) : (
          <span className="font-medium">{file.name}</span>
        )}
        {file.state === 'waiting' && (
          <p className="text-sm text-warning">
            已经上传，正在等待病毒检查，通过后{file.purpose === 'drawMaterial' ? '专家才能看到' : '才能提交'}
            。一般几分钟内完成，请稍后刷新页面。
          </p>
        )}
        {file.state === 'infected' && (
          <p className="text-sm text-danger">病毒检查没有通过，文件已被清除。请先给电脑杀毒，移除这一项后重新上传。</p>
        )}
        <p className="flex flex-wrap gap-x-4 text-sm text-ink-3">
          {file.size !== undefined && <span className="num">{formatSize(file.size)}</span>}
          {file.uploadedAt && (
            <span>
              上传于 <Time value={file.uploadedAt} />
            </span>
          )}
          {file.addedBy && <span>由{file.addedBy}上传</span>}
        </p>
      </div>
      <div className="ml-auto flex shrink-0 gap-x-3">
        {usable && <PreviewButton file={{ href, name: file.name }} />}
        {onRemove && (
          <button
            type="button"
            onClick={onRemove}
            aria-label={`移除 ${file.name}`}
            className="-my-1 -mr-2 inline-flex min-h-10 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-sm text-ink-2 hover:bg-sunken hover:text-danger"
          >
            <Trash2 aria-hidden="true" className="size-4" />
            移除
          </button>
        )}
      </div>
    </li>
  )
}

/** Files that nobody changes any more, as reviewers read them. */
export function AttachedFiles({ files }: { files: readonly Shown[] }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {files.map(file => (
        <AttachedFileRow key={file.id} file={file} />
      ))}
    </ul>
  )
}
