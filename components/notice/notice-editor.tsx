'use client'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useEffect, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import type { ActionResult } from '@/lib/access/result'
import type { NoticeDraft } from '@/lib/notice/notice.dto'
import { saveNoticeSchema } from '@/lib/notice/notice.schema'
import { BodyField } from './body-field'
import { NewerVersion } from './newer-version'
import { NoticeBody } from './notice-article'
import { type NoticeValues, noticeValues, sameText, savedWords } from './notice-form'
import { SaveButtons } from './save-buttons'
import { useLeaveGuard } from './use-leave-guard'

export type SaveAction = (input: NoticeValues) => Promise<ActionResult<{ id: string; version: number }>>

type NoticeEditorProps = {
  /** null for a new one */
  notice: NoticeDraft | null
  categories: { code: string; label: string }[]
  /** whose notices these are, for the preview */
  source: string
  /** category a new notice begins with */
  category?: string
  action: SaveAction
}

/** Where a notice is written: text on one side, what the public will see on the other. */
export function NoticeEditor({ notice, categories, source, category = '', action }: NoticeEditorProps) {
  const router = useRouter()
  const form = useKitForm<NoticeValues>(saveNoticeSchema, noticeValues(notice, category))
  // The version this text is based on; the server's may run ahead of it when somebody else saves.
  const [base, setBase] = useState(notice?.version ?? 0)
  const [copy, setCopy] = useState(0)
  const dirty = form.formState.isDirty
  useLeaveGuard(dirty)

  // Boxes read their value once, and the form remembers its last refusal: a new form shows things as they are now.
  const renew = () => setCopy(count => count + 1)
  const keep = (version: number) => {
    goOn(version)
    renew()
  }
  const goOn = (version: number) => {
    form.reset({ ...form.formState.defaultValues, version }, { keepValues: true })
    form.setValue('version', version)
    setBase(version)
  }
  const takeOver = (newer: NoticeDraft) => {
    form.reset(noticeValues(newer, ''))
    setBase(newer.version)
    renew()
  }
  const saved = (data: { id: string; version: number }) => {
    form.reset({ ...form.getValues(), id: data.id, version: data.version, publish: false })
    setBase(data.version)
    if (notice) router.refresh()
    else router.replace(`/bureau/notices/${data.id}`)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each version the server shows
  useEffect(() => {
    if (!notice || notice.version <= base) return
    if (sameText(form.formState.defaultValues ?? {}, notice)) goOn(notice.version)
    else if (!dirty) takeOver(notice)
  }, [notice])

  return (
    <div className="grid items-start gap-6 xl:grid-cols-2">
      <div className="min-w-0 space-y-4 rounded-lg border border-line bg-paper p-4 sm:p-5">
        {notice && notice.version > base && (
          <NewerVersion notice={notice} onTake={() => takeOver(notice)} onKeep={() => keep(notice.version)} />
        )}
        <FormView
          key={copy}
          form={form}
          action={action}
          label="通知内容"
          success={savedWords[notice?.status ?? 'draft']}
          onSuccess={saved}
          onRefused={({ code }) => {
            if (code === 'conflict') router.refresh()
            return false
          }}
          submit={
            <div className="flex flex-wrap gap-2">
              <SaveButtons status={notice?.status ?? 'draft'} />
            </div>
          }
        >
          <SelectField
            name="category"
            label="栏目"
            required
            width="sm"
            options={categories.map(one => ({ value: one.code, label: one.label }))}
          />
          <TextField name="title" label="标题" required />
          <BodyField name="body" />
        </FormView>
      </div>
      <Preview form={form} notice={notice} categories={categories} source={source} />
    </div>
  )
}

type PreviewProps = Pick<NoticeEditorProps, 'notice' | 'categories' | 'source'> & {
  form: ReturnType<typeof useKitForm<NoticeValues>>
}

/** The notice as the public will see it, a moment behind the typing so that typing never waits. */
function Preview({ form, notice, categories, source }: PreviewProps) {
  const [title, body, category] = useWatch({ control: form.control, name: ['title', 'body', 'category'] })
  const text = useDeferredValue(body)
  return (
    <section
      aria-label="预览"
      className="min-w-0 rounded-lg border border-line bg-paper xl:sticky xl:top-[calc(var(--sticky-top)+1.25rem)] xl:max-h-[calc(100dvh-var(--sticky-top)-2.5rem)] xl:overflow-y-auto"
    >
      <p className="border-b border-line px-5 py-2 text-sm text-ink-3">预览：公众看到的样子</p>
      <div className="p-5 text-base">
        <NoticeBody
          level={2}
          title={title.trim() || '（还没有标题）'}
          body={text}
          categoryLabel={categories.find(one => one.code === category)?.label ?? '（未选）'}
          publishedAt={notice?.status === 'published' ? notice.publishedAt : null}
          source={source}
        />
      </div>
    </section>
  )
}
