import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import type { SignedInActor } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { departmentOf } from '@/lib/department/assign.dal'
import { departmentChoices } from '@/lib/department/tree.dal'
import { departmentsBase } from './assign-list'
import { AssignOne } from './assign-units'

/** Which department a unit belongs to, on its page in the bureau; the business manager changes it there. */
export async function UnitDepartment({ actor, unit }: { actor: SignedInActor; unit: { id: string; name: string } }) {
  const { department, outside, words } = await departmentOf(actor, unit.id)
  const manages = may(actor, 'department.manage')
  const choices = manages && !outside ? await departmentChoices(actor) : []
  return (
    <Card
      title="归口管理部门"
      actions={manages && !outside && <AssignOne unit={unit} choices={choices} current={department?.id ?? null} />}
    >
      {department && !outside ? (
        manages ? (
          <Link href={`${departmentsBase}/${department.id}`} className="text-accent-strong hover:underline">
            {department.name}
          </Link>
        ) : (
          <p>{department.name}</p>
        )
      ) : (
        <p className="text-ink-2">{words}</p>
      )}
    </Card>
  )
}
