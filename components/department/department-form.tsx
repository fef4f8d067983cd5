'use client'
import { useRouter } from 'next/navigation'
import type { z } from 'zod'
import { RadioField } from '@/components/form/choice-fields'
import { FormDialog } from '@/components/form/form-dialog'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { addDepartmentAction, editDepartmentAction } from '@/lib/department/department.actions'
import type { DepartmentChoice } from '@/lib/department/department.dto'
import { departmentKinds } from '@/lib/department/department.rules'
import { addDepartmentSchema, editDepartmentSchema } from '@/lib/department/department.schema'
import { indented } from './choices'

type Values = z.input<typeof editDepartmentSchema>

const kinds = departmentKinds.map(([value, label]) => ({ value, label }))

/** The fields that a new department and an old one share. */
function Fields({ choices }: { choices: DepartmentChoice[] }) {
  return (
    <>
      <TextField name="name" label="部门名称" required hint="写全称，例如：示范区科学技术局。" />
      <RadioField name="kind" label="部门类别" required inline options={kinds} />
      <SelectField
        name="parentId"
        label="上级部门"
        placeholder="没有，直接归科技主管部门"
        options={indented(choices)}
        hint="上级部门能看到和办理下级部门的申请。"
      />
      <TextField name="sort" label="排列次序" required width="xs" inputMode="numeric" hint="数字小的排在前面。" />
    </>
  )
}

/** 新增归口管理部门; leads to its page. */
export function AddDepartment({ choices, parentId = '' }: { choices: DepartmentChoice[]; parentId?: string }) {
  const router = useRouter()
  const values = { name: '', kind: 'district' as const, parentId, sort: '0' }
  return (
    <FormDialog<z.input<typeof addDepartmentSchema>, { id: string }>
      schema={addDepartmentSchema}
      values={values}
      action={addDepartmentAction}
      button={parentId ? '新增下级部门' : '新增归口管理部门'}
      variant="primary"
      wide
      title="新增归口管理部门"
      label="新增归口管理部门"
      submitLabel="新增"
      pendingLabel="正在新增…"
      onDone={({ id }) => router.push(`/bureau/organisation/departments/${id}`)}
    >
      <Fields choices={choices} />
    </FormDialog>
  )
}

type EditDepartmentProps = {
  department: { id: string; version: number; name: string; kind: string; parentId: string | null; sort: number }
  /** without the department itself and what lies below it */
  choices: DepartmentChoice[]
}

/** Renames, moves or re-sorts a department. */
export function EditDepartment({ department, choices }: EditDepartmentProps) {
  const { id, version, name, parentId, sort } = department
  const kind = department.kind as Values['kind']
  const values: Values = { id, version, name, kind, parentId: parentId ?? '', sort: String(sort) }
  return (
    <FormDialog<Values, unknown>
      schema={editDepartmentSchema}
      values={values}
      action={editDepartmentAction}
      button="修改"
      wide
      title={`修改“${name}”`}
      label="修改归口管理部门"
      submitLabel="保存"
      pendingLabel="正在保存…"
    >
      <Fields choices={choices} />
    </FormDialog>
  )
}
