'use client'
import type { z } from 'zod'
import { FormDialog } from '@/components/form/form-dialog'
import type { Action } from '@/components/form/run-action'
import { TextField } from '@/components/form/text-field'
import type { ButtonVariant } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { addOfficeAction, endOfficeAction, renameOfficeAction } from '@/lib/staff/duty.actions'
import { addOfficeSchema, endOfficeSchema, renameOfficeSchema } from '@/lib/staff/duty.schema'
import type { OfficeView } from '@/lib/staff/office.dto'
import { roleLabels } from '@/lib/staff/role.rules'

type OfficeDialogProps<V extends Record<string, string>, T> = {
  label: string
  variant?: ButtonVariant
  size?: 'sm' | 'md'
  title: string
  note?: string
  schema: z.ZodType<unknown, V>
  values: V
  withName?: boolean
  submitLabel: string
  action: Action<V, T>
}

/** A button that asks for a name, or only once more, before it does something with a 处室. */
function OfficeDialog<V extends Record<string, string>, T>(props: OfficeDialogProps<V, T>) {
  const { label, variant, size, title, note, schema, values, withName, submitLabel, action } = props
  return (
    <FormDialog<V, T>
      schema={schema}
      values={values as never}
      action={action}
      button={label}
      variant={variant}
      size={size}
      title={title}
      lead={note}
      label={title}
      submitLabel={submitLabel}
      pendingLabel="正在保存…"
    >
      {withName && (
        <TextField name="name" label="处室名称" required autoComplete="off" hint="不必写机关名称，例如：创新人才处" />
      )}
    </FormDialog>
  )
}

export const AddOffice = () => (
  <OfficeDialog
    label="新增处室"
    variant="primary"
    title="新增处室"
    schema={addOfficeSchema}
    values={{ name: '' }}
    withName
    submitLabel="新增"
    action={addOfficeAction}
  />
)

/** All 处室 with who sits there. */
export function OfficeList({ offices, none }: { offices: OfficeView[]; none: OfficeView['people'] }) {
  const open = offices.filter(office => office.endedAt === null)
  const ended = offices.filter(office => office.endedAt !== null)
  return (
    <div className="space-y-5">
      <div className="rounded-lg border border-line bg-paper">
        {open.length === 0 ? (
          <EmptyState title="还没有处室" why="新增处室后，系统管理员开设账号时可以把人员放到处室里。" />
        ) : (
          <ul className="divide-y divide-line">
            {open.map(office => (
              <li key={office.id} className="flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
                <p className="w-48 font-medium">{office.name}</p>
                <People people={office.people} />
                <div className="flex gap-2">
                  <OfficeDialog
                    label="改名…"
                    size="sm"
                    title={`${office.name}改名`}
                    note="已有的办理记录保留原来的名称。"
                    schema={renameOfficeSchema}
                    values={{ id: office.id, name: office.name }}
                    withName
                    submitLabel="保存新名称"
                    action={renameOfficeAction}
                  />
                  <OfficeDialog
                    label="停用…"
                    size="sm"
                    title={`停用${office.name}？`}
                    note="停用后不能再把人员放到这个处室；处室里还有人时不能停用。以后新增同名处室即可恢复。"
                    schema={endOfficeSchema}
                    values={{ id: office.id }}
                    submitLabel="停用"
                    action={endOfficeAction}
                  />
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
      {none.length > 0 && (
        <section className="rounded-lg border border-line bg-paper px-4 py-3 sm:px-5">
          <h2 className="mb-1 text-base">没有分到处室的人员</h2>
          <People people={none} />
          <p className="mt-1 text-sm text-ink-3">人员所在的处室由系统管理员在账号里设置。</p>
        </section>
      )}
      {ended.length > 0 && <p className="text-ink-3">已停用：{ended.map(office => office.name).join('、')}</p>}
    </div>
  )
}

function People({ people }: { people: OfficeView['people'] }) {
  if (people.length === 0) return <p className="min-w-0 flex-1 text-ink-3">没有人员</p>
  return (
    <ul className="min-w-0 flex-1 basis-64">
      {people.map(person => (
        <li key={`${person.name}-${person.roles.join()}`}>
          {person.name}
          <span className="text-sm text-ink-3">　{roleLabels(person.roles) || '等待授权'}</span>
        </li>
      ))}
    </ul>
  )
}
