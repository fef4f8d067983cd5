'use client'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { correctCodeAction, renameUnitAction, undoRenameAction } from '@/lib/unit/reshape.actions'
import { correctCodeSchema, renameUnitSchema, undoRenameSchema } from '@/lib/unit/reshape.schema'
import { ManageDialog } from './manage-dialog'

type Unit = { id: string; version: number; name: string; creditCode: string | null }

const reason = (hint: string, label = '原因') => (
  <TextArea name="reason" label={label} required max={300} rows={3} hint={hint} />
)

/** 更名, its undoing while it is the last one, and the credit code. */
export function ReshapeName({ unit, undoableName }: { unit: Unit; undoableName: string | null }) {
  const { id, version } = unit
  return (
    <div className="flex flex-wrap gap-2">
      <ManageDialog
        button="更名"
        title={`更名：${unit.name}`}
        intro="旧名称成为曾用名，仍可以查到；人员和在库专家显示新名称，已提交和已办理的内容保留旧名称。可以撤销。"
        schema={renameUnitSchema}
        action={renameUnitAction}
        defaultValues={{ id, version, name: unit.name, reason: '' }}
        submitLabel="更名"
      >
        <TextField name="name" label="新的单位全称" required autoComplete="off" />
        {reason('写明依据，例如批复或变更登记的文号。')}
      </ManageDialog>
      {undoableName && (
        <ManageDialog
          button="撤销上次更名"
          title={`恢复名称“${undoableName}”？`}
          intro={`现在的名称“${unit.name}”不会留作曾用名。撤销也记入单位变更记录。`}
          schema={undoRenameSchema}
          action={undoRenameAction}
          defaultValues={{ id, version, reason: '' }}
          submitLabel="撤销更名"
        >
          {reason('例如：更名时选错了单位。')}
        </ManageDialog>
      )}
      <ManageDialog
        button={unit.creditCode ? '更正信用代码' : '补录信用代码'}
        title={unit.creditCode ? '更正统一社会信用代码' : '补录统一社会信用代码'}
        intro={
          unit.creditCode
            ? `现在的代码是 ${unit.creditCode}。更正后管理员用新代码登录；回避也按新代码判断。原代码留在变更记录中。`
            : '补录后管理员可以用代码登录，本单位人员可以用代码查到单位。'
        }
        schema={correctCodeSchema}
        action={correctCodeAction}
        defaultValues={{ id, version, creditCode: '', reason: '' }}
        submitLabel="保存"
      >
        <TextField name="creditCode" label="统一社会信用代码" required code autoComplete="off" />
        {reason('写明核对的证件，例如：换发证书。')}
      </ManageDialog>
    </div>
  )
}
