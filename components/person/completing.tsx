import type { IndividualActor } from '@/lib/access/actor'
import type { OwnAffiliation } from '@/lib/affiliation/affiliation.dto'
import { ownDraft } from '@/lib/person/complete.dal'
import type { OwnPerson } from '@/lib/person/person.dto'
import { listDivisions } from '@/lib/unit/division.dal'
import { CompleteForm, type CompleteFormProps } from './complete-form'
import { completeValues } from './values'

type CompletingProps = {
  actor: IndividualActor
  person: OwnPerson
  standing: OwnAffiliation | null
  papers: CompleteFormProps['papers']
}

/** 完善信息 filled with what was typed so far. Server side. */
export async function Completing({ actor, person, standing, papers }: CompletingProps) {
  const draft = await ownDraft(actor)
  const values = completeValues(draft, person, standing)
  return (
    <CompleteForm
      values={values}
      draft={{ version: draft.version, savedAt: draft.savedAt?.toISOString() ?? null }}
      unit={draft.unit}
      divisions={values.unitId ? await listDivisions(actor, values.unitId) : []}
      again={standing?.unitName ?? null}
      papers={papers}
    />
  )
}
