'use client'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { addAliasAction, removeAliasAction } from '@/lib/unit/reshape.actions'
import type { AliasRow } from '@/lib/unit/reshape.dto'
import { addAliasSchema, removeAliasSchema } from '@/lib/unit/reshape.schema'
import { ManageDialog } from './manage-dialog'

const kinds = { former: '曾用名', merged: '并入单位', alias: '别名' } as const

/** The other names a unit is found by and that nobody else may register. `unitId` null: only to be read. */
export function AliasList({ unitId, rows }: { unitId: string | null; rows: AliasRow[] }) {
  return (
    <div className="space-y-3">
      {rows.length === 0 ? (
        <p className="text-ink-3">没有别名或曾用名。</p>
      ) : (
        <ul className="divide-y divide-line">
          {rows.map(row => (
            <li key={row.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 first:pt-0">
              <span className="min-w-0 break-words">
                {row.name} <Badge>{kinds[row.kind]}</Badge>
                <span className="ml-2 text-sm text-ink-3">
                  <Time value={row.since} /> 起
                </span>
              </span>
              {unitId && (
                <ManageDialog
                  button="删除"
                  about={row.name}
                  variant="quiet"
                  title={`删除“${row.name}”？`}
                  intro="删除后用这个名称查不到本单位，别的单位可以用它注册。需要时可以重新添加。"
                  schema={removeAliasSchema}
                  action={removeAliasAction}
                  defaultValues={{ id: unitId, aliasId: row.id, reason: '' }}
                  submitLabel="删除"
                >
                  <TextArea name="reason" label="原因" required max={300} rows={3} />
                </ManageDialog>
              )}
            </li>
          ))}
        </ul>
      )}
      {unitId && (
        <ManageDialog
          button="添加别名"
          title="添加别名"
          intro="添加后用别名也能查到本单位，别的单位不能用它注册。"
          schema={addAliasSchema}
          action={addAliasAction}
          defaultValues={{ id: unitId, name: '', reason: '' }}
          submitLabel="添加"
        >
          <TextField name="name" label="别名" required autoComplete="off" hint="常用的简称或其他名称。" />
          <TextArea name="reason" label="依据" required max={300} rows={2} />
        </ManageDialog>
      )}
    </div>
  )
}
