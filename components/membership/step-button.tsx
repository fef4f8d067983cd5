'use client'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { FormDialog } from '@/components/form/form-dialog'
import type { Action } from '@/components/form/run-action'
import { SubmitButton } from '@/components/form/submit-button'
import { TextArea } from '@/components/form/text-area'
import { Button, type ButtonVariant } from '@/components/ui/button'
import { cancelExitAction, requestExitAction, restoreOwnAction } from '@/lib/membership/membership.actions'
import { requestExitSchema } from '@/lib/membership/membership.schema'

type StepButtonProps = {
  version: number
  label: string
  variant?: ButtonVariant
  pendingLabel: string
  /** what will happen */
  children: ReactNode
  action: Action<z.input<typeof requestExitSchema>, { status: string }>
  danger?: boolean
  /** a word of his own, where one is kept */
  opinionLabel?: string
}

/** A step of an expert about his own place in the pool, after asking once more. */
function StepButton(props: StepButtonProps) {
  const { version, label, variant, pendingLabel, children, action, danger, opinionLabel } = props
  const values: z.input<typeof requestExitSchema> = { version, opinion: '' }
  return (
    <FormDialog<z.input<typeof requestExitSchema>, { status: string }>
      schema={requestExitSchema}
      values={values}
      action={action}
      button={label}
      variant={variant}
      title={`${label}？`}
      label={label}
      submit={close => (
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button onClick={close}>再想想</Button>
          <SubmitButton variant={danger ? 'danger' : 'primary'} label={label} pendingLabel={pendingLabel} />
        </div>
      )}
    >
      <div className="text-ink-2">{children}</div>
      {opinionLabel && <TextArea name="opinion" label={opinionLabel} max={500} rows={3} />}
    </FormDialog>
  )
}

/** 申请退出专家库 (S§8②). */
export const RequestExit = ({ version, consequence }: { version: number; consequence: string }) => (
  <StepButton
    version={version}
    label="申请退出专家库"
    variant="quiet"
    pendingLabel="正在提交…"
    action={requestExitAction}
    danger
    opinionLabel="说明（选填）"
  >
    <p>提交后由管理部门核实，核实之前可以撤回。</p>
    <p className="mt-2">{consequence}以后愿意再担任专家的，可以重新申请。</p>
  </StepButton>
)

/** 撤回退出申请. */
export const CancelExit = ({ version }: { version: number }) => (
  <StepButton version={version} label="撤回退出申请" pendingLabel="正在撤回…" action={cancelExitAction}>
    撤回后，您恢复为申请之前的状态。
  </StepButton>
)

/** 恢复在库 after an automatic exit. */
export const RestoreOwn = ({ version }: { version: number }) => (
  <StepButton version={version} label="恢复在库" variant="primary" pendingLabel="正在恢复…" action={restoreOwnAction}>
    恢复后您仍是在库专家，信息和出库前一样。信息有变化的，请随后更新。
  </StepButton>
)
