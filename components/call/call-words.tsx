import { AttachedFileRow } from '@/components/file/attached-file-row'
import type { Extension } from '@/lib/call/call.dto'
import type { FileDto } from '@/lib/file/file.dto'

/** Each 延长, as the public reads it. */
export function Extensions({ extensions }: { extensions: Extension[] }) {
  return extensions.map(({ from, to, reason }) => (
    <p key={to} className="text-sm text-ink-2">
      截止时间由 <span className="num">{from}</span> 延长至 <span className="num">{to}</span>。原因：{reason}
    </p>
  ))
}

/** The attachments of a call, to be read and downloaded. */
export function Attachments({ files }: { files: FileDto[] }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-paper">
      {files.map(file => (
        <AttachedFileRow key={file.id} file={{ id: file.id, name: file.name, size: file.size }} />
      ))}
    </ul>
  )
}
