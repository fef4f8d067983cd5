'use client'
import { useRouter } from 'next/navigation'
import { Form } from '@/components/form/form'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { endDivisionAction, renameDivisionAction } from '@/lib/unit/division.actions'
import type { DivisionRow } from '@/lib/unit/division.dto'
import { endDivisionSchema, renameDivisionSchema } from '@/lib/unit/division.schema'

type DialogProps = { row: DivisionRow; onClose: () => void }

/** A new name for a 院系 or 部门; people stay in it. */
export function RenameDivisionDialog({ row, onClose }: DialogProps) {
  const router = useRouter()
  return (
    <Dialog open onOpenChange={open => !open && onClose()} title={`改名：${row.name}`} size="sm">
      <Form
        schema={renameDivisionSchema}
        action={renameDivisionAction}
        defaultValues={{ id: row.id, version: row.version, name: row.name }}
        label="改名"
        submitLabel="保存"
        pendingLabel="正在保存…"
        actions={<Button onClick={onClose}>取消</Button>}
        onSuccess={() => {
          onClose()
          router.refresh()
        }}
      >
        <TextField
          name="name"
          label="新名称"
          required
          autoComplete="off"
          hint="已经在里面的人员跟着改，不用重新选择。"
        />
      </Form>
    </Dialog>
  )
}

/** Asks once more before a 院系 or 部门 is ended. */
export function EndDivisionDialog({ row, onClose }: DialogProps) {
  const router = useRouter()
  return (
    <Dialog open onOpenChange={open => !open && onClose()} title={`撤销“${row.name}”？`} size="sm">
      <p className="mb-4 text-ink-2">
        撤销后新注册的人员不能再选它。
        {row.people > 0 && `现在里面的 ${row.people} 人不受影响，仍显示在原部门。`}
        以后再添加同样的名称，可以恢复。
      </p>
      <Form
        schema={endDivisionSchema}
        action={endDivisionAction}
        defaultValues={{ id: row.id, version: row.version }}
        label="撤销"
        submitLabel="撤销"
        pendingLabel="正在撤销…"
        actions={<Button onClick={onClose}>取消</Button>}
        onSuccess={() => {
          onClose()
          router.refresh()
        }}
      >
        {null}
      </Form>
    </Dialog>
  )
}
