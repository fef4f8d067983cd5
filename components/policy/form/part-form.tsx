'use client'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { z } from 'zod'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import type { Action } from '@/components/form/run-action'
import { useLeaveGuard } from '@/components/notice/use-leave-guard'
import { LinkButton } from '@/components/ui/button'
import { savePartSchema } from '@/lib/policy/console/console.schema'
import type { SpecField as Field } from '@/lib/policy/console/spec.schema'
import { SpecField } from './spec-field'
import { inOrder } from './spec-group'

type Command = z.input<typeof savePartSchema>

type PartFormProps = {
  id: string
  version: number
  part: string
  label: string
  fields: readonly Field[]
  values: Record<string, unknown>
  action: Action<Command, { version: number; changed: boolean }>
}

const draftHref = '/bureau/policy/draft'

/** One part of the draft, made of what the policy's own schema says is in it. */
export function PartForm({ id, version, part, label, fields, values, action }: PartFormProps) {
  const router = useRouter()
  const form = useKitForm<Command>(savePartSchema, { id, version, part, values })
  useLeaveGuard(form.formState.isDirty)
  return (
    <FormView
      form={form}
      action={action}
      label={label}
      submitLabel="保存到草稿"
      pendingLabel="正在保存…"
      onSuccess={() => {
        router.push(draftHref as Route)
        router.refresh()
      }}
      actions={<LinkButton href={draftHref}>不保存，返回</LinkButton>}
      className="space-y-6"
    >
      {fields.map(({ name, spec }) =>
        spec.kind === 'group' && spec.empty === 'never' && fields.length === 1 ? (
          inOrder(spec.fields).map(field => (
            <SpecField key={field.name} spec={field.spec} name={`values.${name}.${field.name}`} />
          ))
        ) : (
          <SpecField key={name} spec={spec} name={`values.${name}`} />
        ),
      )}
    </FormView>
  )
}
