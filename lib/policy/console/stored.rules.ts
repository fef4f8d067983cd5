import { refused } from '@/lib/platform/errors'
import { type Policy, policySchema } from '@/lib/policy/policy.schema'
import { whyUnreadable } from '@/lib/workflow/policy.machine'

type Stored = { data: unknown }

/** The rules a stored draft holds; null when they are none for this version of the system: it may still be discarded. */
export function readDraft({ data }: Stored): Policy | null {
  const read = policySchema.safeParse(data)
  return read.success ? read.data : null
}

/** @throws Refusal refused with what to do, when it cannot be read */
export function readOrRefuse(draft: Stored): Policy {
  const policy = readDraft(draft)
  if (!policy) throw refused(whyUnreadable)
  return policy
}
