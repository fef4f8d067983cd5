'use client'
import {
  type FormEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useTransition,
} from 'react'
import { type FieldValues, FormProvider, type Path, type PathValue, type UseFormReturn } from 'react-hook-form'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { newCommandKey } from './command-key'
import { ErrorSummary } from './error-summary'
import { type FieldEntry, KitFormContext, SignedOutContext } from './form-context'
import { LateNotice } from './late-notice'
import { type Action, runAction, sentenceFor } from './run-action'
import { SubmitButton } from './submit-button'
import { typedEarly } from './typed-early'
import { useHydrated } from './use-hydrated'

export type FormViewProps<V extends FieldValues, T> = {
  form: UseFormReturn<V, unknown, V>
  /** a server action made by defineAction; gets the values and `_key` */
  action: Action<V, T>
  children: ReactNode
  submitLabel?: string
  pendingLabel?: string
  /** what it does cannot be taken back: its button is red */
  grave?: boolean
  /** beside the submit button: 取消, 上一步 … ; `null` for `submit` hides the row, for a SubmitButton elsewhere */
  actions?: ReactNode
  submit?: ReactNode
  /** after success: go on to another page, close a dialog … */
  onSuccess?: (data: T) => void
  /** said in place after success, for forms that stay */
  success?: string
  /** for refusals that the page wants to answer itself; return true when it has done so */
  onRefused?: (refusal: { code: string; message?: string; fieldErrors?: Record<string, string[]> }) => boolean
  label?: string
  className?: string
}

const doubleClickMs = 500

/** `beside`: only says that errors stand beside fields, so it goes with the last of them */
type Problem = { message: string; next?: ReactNode; beside?: boolean }

const reload = (
  <Button size="sm" onClick={() => window.location.reload()}>
    刷新页面
  </Button>
)

/**
 * The one way a form is sent. It promises: what was typed is never lost; errors stand beside their fields and,
 * as links, at the top, where the focus goes; a double click sends once; a repeat after a broken connection
 * does the thing once (`_key`); without scripts nothing is sent and the page says what to do.
 */
export function FormView<V extends FieldValues, T>({
  form,
  action,
  children,
  submitLabel = '提交',
  pendingLabel = '正在提交…',
  grave = false,
  actions,
  submit,
  onSuccess,
  success,
  onRefused,
  label,
  className = 'space-y-5',
}: FormViewProps<V, T>) {
  const formId = useId()
  const hydrated = useHydrated()
  // No async transition around the sending: React would hold back every other form's answer until this one's has come,
  // also that of the dialog which asks for a second proof and for which this one waits.
  const [sending, setSending] = useState(false)
  const [leaving, startTransition] = useTransition()
  const pending = sending || leaving
  const [problem, setProblem] = useState<Problem | null>(null)
  const [attempted, setAttempted] = useState(false)
  const [done, setDone] = useState(false)
  const [attention, setAttention] = useState(0)
  const [fields] = useState(() => new Map<string, FieldEntry>())
  const [early] = useState(() => (typeof document === 'undefined' ? [] : typedEarly(document.getElementById(formId))))
  const key = useRef('')
  const busy = useRef(false)
  const answeredAt = useRef(Number.NEGATIVE_INFINITY)
  const openLogin = useContext(SignedOutContext)

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what was typed before the scripts ran
  useEffect(() => {
    for (const { path, value } of early)
      form.setValue(path as Path<V>, value as PathValue<V, Path<V>>, { shouldDirty: true, shouldTouch: true })
  }, [])

  // A field that comes while the summary stands (a folded row that opens) is where its link must lead.
  const [, setLate] = useState(0)
  const summary = useRef(false)
  summary.current = attempted
  const announce = useCallback(
    (path: string, entry: FieldEntry) => {
      fields.set(path, entry)
      if (summary.current) setLate(count => count + 1)
      return () => {
        if (fields.get(path) === entry) fields.delete(path)
      }
    },
    [fields],
  )

  const showProblem = (next: Problem | null) => {
    setProblem(next)
    setAttempted(true)
    setAttention(count => count + 1)
  }

  const send = async (values: V) => {
    key.current ||= newCommandKey()
    const result = await runAction(action, { ...values, _key: key.current })
    if (result.ok) {
      key.current = ''
      answeredAt.current = performance.now()
      form.reset(form.getValues())
      setAttempted(false)
      setDone(true)
      // busy until the page it leads to is there
      startTransition(() => onSuccess?.(result.data))
      return
    }
    if (onRefused?.(result)) return
    for (const [path, messages] of Object.entries(result.fieldErrors ?? {}))
      form.setError(path as Path<V>, { type: 'server', message: messages.join('；') })
    showProblem({
      message: sentenceFor(result.code, result.message),
      next: result.code === 'stale' ? reload : undefined,
      beside: Object.keys(result.fieldErrors ?? {}).length > 0,
    })
    if (result.code === 'signedOut') openLogin?.(() => setProblem({ message: '已重新登录，请再点一次提交。' }))
  }

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    // A form in a dialog is inside the outer form for React, though not in the page.
    event.stopPropagation()
    // Where the form gives way to what comes next, the second press of a double click may come after a quick answer.
    const justDone = success === undefined && performance.now() - answeredAt.current < doubleClickMs
    if (busy.current || justDone) return
    busy.current = true
    setDone(false)
    setProblem(null)
    setSending(true)
    void form
      .handleSubmit(send, () => showProblem(null))()
      .finally(() => {
        busy.current = false
        setSending(false)
      })
  }

  const context = useMemo(
    () => ({ formId, announce, pending, hydrated, submitLabel, pendingLabel }),
    [formId, announce, pending, hydrated, submitLabel, pendingLabel],
  )

  return (
    <KitFormContext.Provider value={context}>
      <FormProvider {...form}>
        <form id={formId} method="post" noValidate aria-label={label} className={className} onSubmit={onSubmit}>
          <ErrorSummary fields={fields} shown={attempted} problem={problem} attention={attention} />
          {done && success && (
            <Alert tone="success" role="status">
              {success}
            </Alert>
          )}
          {children}
          {!hydrated && <LateNotice />}
          {submit === undefined ? (
            <div className="flex flex-col gap-3 sm:flex-row sm:items-center">
              <SubmitButton variant={grave ? 'danger' : 'primary'} />
              {actions}
            </div>
          ) : (
            submit
          )}
        </form>
      </FormProvider>
    </KitFormContext.Provider>
  )
}
