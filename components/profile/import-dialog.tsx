'use client'
import { FileInput } from 'lucide-react'
import { useContext, useEffect, useRef, useState } from 'react'
import { SignedOutContext } from '@/components/form/form-context'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Tabs } from '@/components/ui/tabs'
import { MAX_ROWS } from '@/lib/profile/definition.schema'
import { duplicatesOf } from '@/lib/profile/duplicates.rules'
import type { Found } from '@/lib/profile/import.dto'
import type { Section } from '@/lib/profile/resolve.schema'
import type { RowData } from '@/lib/profile/values.rules'
import { ImportPreview, type PreviewRow } from './import-preview'
import { PasteWay, SheetWay } from './import-ways'
import { ImportRefused, loadImport, textOfFile } from './load-import'

type ImportDialogProps = {
  section: Section
  /** the rows that are in the form now; asked when something was found */
  existing: () => readonly RowData[]
  /** takes the chosen rows, without ids */
  onRows: (rows: RowData[]) => void
}

type Preview = { rows: PreviewRow[]; notes: string[]; room: number }
type Trouble = { sentences: string[]; at: number }

/**
 * 批量导入: papers pasted as databases export them, rows of any section from its Excel template. Shows what was found;
 * only what is chosen goes into the form, which then saves itself.
 */
export function ImportDialog({ section, existing, onRows }: ImportDialogProps) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [done, setDone] = useState(0)
  const alert = useRef<HTMLDivElement>(null)
  const openLogin = useContext(SignedOutContext)
  const rows = section.rows!
  const pasting = section.section === 'papers'

  useEffect(() => {
    if (trouble) alert.current?.focus()
  }, [trouble])

  const fail = (...sentences: string[]) => setTrouble(before => ({ sentences, at: (before?.at ?? 0) + 1 }))
  const show = ({ rows: found, notes }: Found) => {
    if (found.length === 0) return fail(...(notes.length > 0 ? notes : ['没有读到内容，请核对后再试。']))
    const there = existing()
    const doubles = duplicatesOf(
      rows,
      there,
      found.map(row => row.data),
    )
    const shown = found.map((row, index) => ({ ...row, repeats: wordsFor(doubles[index]!, found, rows.itemLabel) }))
    setPreview({ rows: shown, notes, room: MAX_ROWS - there.length })
    setTicked(new Set(shown.flatMap((row, index) => (row.repeats ? [] : [index]))))
  }
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setTrouble(null)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error
      fail(error.message)
      if (error.signedOut) openLogin?.(() => fail('已重新登录，请再试一次。'))
    } finally {
      setBusy(false)
    }
  }
  const read = (body: string | File) => attempt(async () => show(await loadImport(section.section, body)))
  const readPasted = () => (text.trim() === '' ? fail('请先粘贴文献的内容。') : void read(text))
  const readFile = (file: File) =>
    attempt(async () => {
      const content = await textOfFile(file)
      setText(content)
      show(await loadImport(section.section, content))
    })

  const start = () => {
    setPreview(null)
    setTrouble(null)
    setDone(0)
    setOpen(true)
  }
  const add = () => {
    if (!preview) return
    const chosen = preview.rows.filter((_, index) => ticked.has(index)).map(row => row.data)
    onRows(chosen)
    setDone(chosen.length)
    setText('')
    setOpen(false)
  }
  const tick = (index: number, on: boolean) =>
    setTicked(before => {
      const next = new Set(before)
      if (on) next.add(index)
      else next.delete(index)
      return next
    })
  const tooMany = preview !== null && ticked.size > preview.room

  const sheet = (
    <SheetWay section={section.section} title={section.title} busy={busy} onFile={file => void read(file)} />
  )
  return (
    <>
      <Button onClick={start}>
        <FileInput aria-hidden="true" className="size-4" />
        批量导入
      </Button>
      <span role="status" className="text-sm text-success empty:hidden">
        {done > 0 && `已加入 ${done} 条，请逐条核对`}
      </span>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="lg"
        title={`批量导入${section.title}`}
        footer={
          preview ? (
            <>
              {tooMany && (
                <p className="self-center text-sm text-danger sm:mr-auto">
                  最多 {MAX_ROWS} 条，现在还能加入 {Math.max(0, preview.room)} 条，请少勾选一些
                </p>
              )}
              <Button onClick={() => setPreview(null)}>返回</Button>
              <Button variant="primary" disabled={ticked.size === 0 || tooMany} onClick={add}>
                加入 {ticked.size} 条
              </Button>
            </>
          ) : (
            <Button onClick={() => setOpen(false)}>取消</Button>
          )
        }
      >
        {preview ? (
          <ImportPreview
            rows={rows}
            found={preview.rows}
            notes={preview.notes}
            ticked={ticked}
            onTick={tick}
            onTickAll={on => setTicked(new Set(on ? preview.rows.keys() : []))}
          />
        ) : (
          <div className="space-y-4">
            {trouble && (
              <Alert key={trouble.at} ref={alert} tabIndex={-1} role="alert" tone="danger">
                {trouble.sentences.map(sentence => (
                  <p key={sentence}>{sentence}</p>
                ))}
              </Alert>
            )}
            {pasting ? (
              <Tabs
                label="导入方式"
                tabs={[
                  {
                    value: 'paste',
                    label: '粘贴文献',
                    panel: (
                      <>
                        <PasteWay text={text} onText={setText} onFile={file => void readFile(file)} />
                        <Button variant="primary" className="mt-4" pending={busy} onClick={readPasted}>
                          读取
                        </Button>
                      </>
                    ),
                  },
                  { value: 'sheet', label: '上传 Excel', panel: sheet },
                ]}
              />
            ) : (
              sheet
            )}
            {busy && <p role="status">正在读取…</p>}
          </div>
        )}
      </Dialog>
    </>
  )
}

type Double = ReturnType<typeof duplicatesOf>[number]

function wordsFor(double: Double, found: Found['rows'], itemLabel: string): string | null {
  if (!double) return null
  if (double.among === 'existing') return `与已填写的第 ${double.index + 1} ${itemLabel}重复`
  return `与前面的${found[double.index]!.place}重复`
}
