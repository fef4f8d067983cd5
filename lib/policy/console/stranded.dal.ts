import 'server-only'
import type { Actor } from '@/lib/access/actor'
import type { Tx } from '@/lib/platform/db'
import { isEntry } from '@/lib/policy/desk.rules'
import { applicationLabels } from '@/lib/policy/labels.rules'
import type { Course, Policy } from '@/lib/policy/policy.schema'
import type { Prisma } from '@/prisma/generated/client'
import { SAMPLE } from './preview.rules'
import { type LostStep, lostSteps, type Stranded } from './steps.rules'

const ofCourse: Record<Course, Prisma.ApplicationWhereInput> = {
  entry: { kind: { notIn: ['change', 'invited'] } },
  invited: { kind: 'invited' },
  change: { kind: 'change', proposedBy: null },
  proposal: { kind: 'change', proposedBy: { not: null } },
}

const at = ({ status, course, recommender }: LostStep): Prisma.ApplicationWhereInput => ({
  status,
  recommender,
  ...ofCourse[course],
})

/** Applications that stand at a step which these rules would take away: nobody could decide about them any more. */
export async function strandedBy(
  _actor: Actor,
  tx: Pick<Tx, 'application'>,
  before: Policy,
  after: Policy,
): Promise<Stranded[]> {
  const lost = lostSteps(before, after)
  const groups = [...new Set(lost.map(({ course, status }) => `${course} ${status}`))]
  const found = await Promise.all(
    groups.map(async group => {
      const steps = lost.filter(({ course, status }) => `${course} ${status}` === group)
      const [{ course, status }] = steps as [LostStep]
      const where = { OR: steps.map(at) }
      const [count, first] = await Promise.all([
        tx.application.count({ where }),
        tx.application.findMany({ where, select: { number: true }, orderBy: { statusSince: 'asc' }, take: SAMPLE }),
      ])
      const what = isEntry(course) ? '入库申请' : '信息变更'
      return {
        label: `${what}「${applicationLabels(before, course)[status]}」`,
        count,
        numbers: first.map(one => one.number),
      }
    }),
  )
  return found.filter(({ count }) => count > 0)
}
