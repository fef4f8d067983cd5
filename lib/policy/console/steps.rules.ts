import { isEntry } from '@/lib/policy/desk.rules'
import type { Course, Policy, Recommender } from '@/lib/policy/policy.schema'
import { type ApplicationStatus, applicationMachine, awaiting, publishing } from '@/lib/workflow/application.machine'

/** A state of applications that a policy would leave without anybody to decide. */
export type LostStep = { status: ApplicationStatus; course: Course; recommender: Recommender }

/** Applications that stand at such a state. */
export type Stranded = { label: string; count: number; numbers: string[] }

const courses: readonly Course[] = ['entry', 'invited', 'change', 'proposal']
const recommenders: readonly Recommender[] = ['unit', 'department']

/**
 * The states at which a step was open under one policy and is not under another: a desk that is taken off the path, for
 * each way an application may go; 公示 that is dropped, because lists and menus lose it although the machine does not.
 * Pure.
 */
export function lostSteps(before: Policy, after: Policy): LostStep[] {
  const open = (policy: Policy, course: Course, recommender: Recommender) => {
    const { rows } = applicationMachine(policy, recommender, course)
    const atDesk = awaiting.filter(status => rows.some(row => row.from.includes(status)))
    const published = isEntry(course) && policy.path.publicityDays !== null ? publishing : []
    return [...atDesk, ...published]
  }
  return courses.flatMap(course =>
    recommenders.flatMap(recommender => {
      const left = open(after, course, recommender)
      return open(before, course, recommender)
        .filter(status => !left.includes(status))
        .map(status => ({ status, course, recommender }))
    }),
  )
}

/** Whether a policy takes a step away at all: then it cannot wait for a later day, until which people would come to it. */
export const takesStepsAway = (before: Policy, after: Policy): boolean => lostSteps(before, after).length > 0
