'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useId, useRef, useState } from 'react'
import { FieldError, RequiredMark } from '@/components/form/field-shell'
import type { FileDto } from '@/lib/file/file.dto'
import { acceptOf, ruleText, type UploadRule } from '@/lib/file/file.rules'
import type { ProfileSection } from '@/lib/policy/policy.schema'
import type { UploadPurpose } from '@/lib/policy/upload-purposes'
import { AttachedFileRow } from './attached-file-row'
import { DropZone } from './drop-zone'
import { RemoveFileDialog } from './remove-file-dialog'
import { UploadTaskRow } from './upload-task-row'
import { useUploads } from './use-uploads'

export type UploadFieldProps = {
  /** a key of `policy.uploads`; the field shows the files of this purpose only */
  purpose: UploadPurpose
  /** for a purpose whose files belong to an application; others belong to who uploads them */
  applicationId?: string
  /** for attachments of a 征集批次 */
  callId?: string
  /** for a list of experts: the batch it is for */
  intakeId?: string
  /** for evidence of a 出库: about whose place in the pool */
  memberId?: string
  /** for 评审材料: of which 抽取需求, and of which of its groups; `files` are then those of that place */
  drawRequestId?: string
  drawGroupId?: string
  /** the part of the application, and the row of it, that the files prove; `files` are then those of that place */
  section?: ProfileSection
  rowId?: string
  /** `policy.uploads[purpose]` */
  rule: UploadRule
  /** the files the server knows: `workingCopy.files`, or `filesOf(actor, { purpose, waiting: true })` */
  files: readonly FileDto[]
  required?: boolean
  hint?: string
  error?: string
  /** id of the button, for links of an error summary */
  id?: string
  onChange?: (files: readonly FileDto[]) => void
}

/**
 * Files of one purpose, of an application, a unit, a person, a 征集批次, a 抽取需求 or a visitor's registration: choose or drop, progress, going on after a break, removal. Each file is
 * attached as soon as it arrived; there is nothing to save. The page is refreshed after each change.
 */
export function UploadField({
  applicationId,
  callId,
  intakeId,
  memberId,
  drawRequestId,
  drawGroupId,
  section,
  rowId,
  purpose,
  rule,
  files,
  required,
  hint,
  error,
  onChange,
  ...rest
}: UploadFieldProps) {
  const ownId = useId()
  const id = rest.id ?? ownId
  const router = useRouter()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const attached = useAttached(files, purpose)
  const [removing, setRemoving] = useState<FileDto | null>(null)
  const [said, setSaid] = useState('')

  const tell = (next: readonly FileDto[], sentence: string) => {
    setSaid(sentence)
    onChange?.(next)
    router.refresh()
  }
  const place = { applicationId, callId, intakeId, memberId, drawRequestId, drawGroupId, section, rowId }
  const uploads = useUploads({ ...place, purpose }, rule, file =>
    tell(attached.add(file), `${file.name} 已上传${file.state === 'waiting' ? '，正在等待病毒检查' : ''}。`),
  )
  const failed = uploads.tasks.filter(task => task.phase === 'failed')
  const lastFailure = failed.at(-1)
  useEffect(() => {
    if (lastFailure?.problem) setSaid(`${lastFailure.name} 没有上传成功。${lastFailure.problem.sentence}`)
  }, [lastFailure])

  const counting = attached.files.filter(file => file.state !== 'infected').length
  const room = rule.maxCount - counting - (uploads.tasks.length - failed.length)
  const choose = (chosen: readonly File[]) => {
    if (chosen.length === 0) return
    setSaid(`开始上传 ${chosen.length} 个文件。`)
    uploads.add(chosen, room)
  }
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  // whoever sent the form too early waits; nothing is missing
  const missing = uploads.busy ? '文件正在上传，传完后请再提交一次。' : error
  const shownError = counting === 0 && error ? missing : undefined

  return (
    <fieldset className="min-w-0" aria-describedby={hintId}>
      <legend className="mb-1 font-medium">
        {rule.label}
        <RequiredMark required={required} />
      </legend>
      <p id={hintId} className="mb-2 text-sm text-ink-3">
        {hint}
        {ruleText(rule)}。
      </p>
      {attached.files.length + uploads.tasks.length > 0 && (
        <ul ref={list} className="mb-2 divide-y divide-line rounded-md border border-line bg-paper">
          {attached.files.map(file => (
            <AttachedFileRow key={file.id} file={file} onRemove={() => setRemoving(file)} />
          ))}
          {uploads.tasks.map(task => (
            <UploadTaskRow
              key={task.id}
              task={task}
              onRetry={() => uploads.retry(task.id)}
              onDrop={() => {
                uploads.drop(task.id)
                requestAnimationFrame(() => button.current?.focus())
              }}
            />
          ))}
        </ul>
      )}
      {attached.files.length + uploads.tasks.length === 0 && <p className="mb-2 text-sm text-ink-3">无上传文件</p>}
      {room > 0 ? (
        <DropZone
          id={id}
          label={rule.label}
          describedBy={shownError ? `${hintId} ${errorId}` : hintId}
          invalid={Boolean(shownError)}
          accept={acceptOf(rule)}
          multiple={rule.maxCount > 1}
          buttonRef={button}
          onFiles={choose}
        />
      ) : (
        !uploads.busy && <p className="text-sm text-ink-3">要换成别的文件，请先移除现有的文件。</p>
      )}
      <FieldError id={errorId} error={shownError} />
      <p role="status" className="sr-only">
        {said}
      </p>
      <RemoveFileDialog
        file={removing}
        onClose={() => setRemoving(null)}
        onRemoved={file => {
          setRemoving(null)
          tell(attached.remove(file), `${file.name} 已移除。`)
        }}
        next={button}
      />
    </fieldset>
  )
}

/** The server's list, plus what was attached or removed here until the server's next one tells the same. */
function useAttached(files: readonly FileDto[], purpose: string) {
  const [added, setAdded] = useState<readonly FileDto[]>([])
  const [removed, setRemoved] = useState<readonly string[]>([])
  // what the page knows by itself is the page's: when it is sent with a form, it is gone from here
  if (added.some(file => files.some(known => known.id === file.id)))
    setAdded(added.filter(file => !files.some(known => known.id === file.id)))
  const merge = (plus: readonly FileDto[], minus: readonly string[]) =>
    [...files, ...plus.filter(file => !files.some(known => known.id === file.id))].filter(
      file => file.purpose === purpose && !minus.includes(file.id),
    )
  return {
    files: merge(added, removed),
    add(file: FileDto) {
      setAdded(before => [...before, file])
      return merge([...added, file], removed)
    },
    remove(file: FileDto) {
      setRemoved(before => [...before, file.id])
      return merge(added, [...removed, file.id])
    },
  }
}
