'use client'
import { useEffect, useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'

export type Divisions = { id: string; name: string }[]

const answer = z.object({ divisions: z.array(z.object({ id: z.string(), name: z.string() })) })

/** The list of a unit; empty where it keeps none, or where it cannot be asked: the server judges in the end. */
async function divisionsOf(unitId: string): Promise<Divisions> {
  const response = await fetch(`/api/units/${encodeURIComponent(unitId)}/divisions`)
  const read = answer.safeParse(await response.json().catch(() => null))
  return response.ok && read.success ? read.data.divisions : []
}

const label = '所在部门'

type DivisionFieldProps = {
  /** the unit the page begins with, and its list */
  initial: { unitId: string; divisions: Divisions }
}

/** 所在部门: from the chosen unit's own list, or typed where the unit keeps none. Stands in a form with `unitId`. */
export function DivisionField({ initial }: DivisionFieldProps) {
  const form = useFormContext()
  const unitId = useWatch({ control: form.control, name: 'unitId' }) as string
  const [known, setKnown] = useState(initial)
  const divisions = known.unitId === unitId ? known.divisions : null

  useEffect(() => {
    if (unitId === known.unitId) return
    let current = true
    const arrived = (list: Divisions) => {
      if (!current) return
      setKnown({ unitId, divisions: list })
      form.setValue('divisionId', '')
    }
    if (unitId) divisionsOf(unitId).then(arrived, () => arrived([]))
    else arrived([])
    return () => {
      current = false
    }
  }, [unitId, known.unitId, form])

  if (divisions?.length)
    return (
      <SelectField
        key={unitId}
        name="divisionId"
        label={label}
        required
        width="md"
        options={divisions.map(({ id, name }) => ({ value: id, label: name }))}
        hint="列表由单位提供；没有您的部门时，请联系单位管理员添加。"
      />
    )
  return (
    <TextField
      name="divisionName"
      label={label}
      required
      width="md"
      autoComplete="off"
      hint="院系、科室或处室的全称。评审回避时要用到。"
    />
  )
}
