import { z } from 'zod'
import { placeSchema } from '@/lib/affiliation/affiliation.schema'
import { optional } from '@/lib/platform/fields/atom'
import { dictCode, regionCode, version } from '@/lib/platform/fields/codes'
import { email } from '@/lib/platform/fields/contact'

const data = {
  regionCode: regionCode(),
  email: email(),
  education: dictCode('education', '个人学历'),
  degree: optional(dictCode('degree', '最高学位')),
  titleCode: dictCode('title', '个人职称'),
}

/** 完善信息 (A5): what a person adds before his unit looks at him. The papers are files of their own. */
export const completeSchema = z.object({ ...placeSchema.shape, ...data })
export type CompleteData = z.output<typeof completeSchema>

/** What a person changes of his own data afterwards; the version is that of the data he was shown. */
export const editPersonSchema = z.object({ ...data, version: version() })
export type EditPerson = z.output<typeof editPersonSchema>

const oddInput = '内容的格式不对，请刷新页面后再试'
const line = z
  .string({ error: oddInput })
  .max(300, '内容太长了，最多 300 个字，请精简')
  .transform(text => text.toWellFormed().replace(/\p{Cc}/gu, ''))
  .nullish()

/** The lenient twin for what is being typed (decision 003). */
export const personDraftSchema = z.object(
  {
    unitId: line,
    divisionId: line,
    divisionName: line,
    regionCode: line,
    email: line,
    education: line,
    degree: line,
    titleCode: line,
  },
  { error: oddInput },
)
export type PersonDraftData = z.output<typeof personDraftSchema>

/** The body of its autosave. */
export const savePersonDraftSchema = z.object({ version: version(), data: personDraftSchema })

/** The code of 无: who has no title has no certificate of one. */
export const noTitle = '999'
