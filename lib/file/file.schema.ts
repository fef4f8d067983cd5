import { z } from 'zod'
import { profileSections } from '@/lib/policy/profile-policy'

/**
 * What the browser says beside the file: what it is for (a key of `policy.uploads`), and, where that belongs to an
 * application, to which. A unit, a person or a browser is always the one that uploads.
 */
export const uploadInputSchema = z.object({
  purpose: z.string().min(1).max(40),
  applicationId: z.uuid().optional(),
  /** to which 征集批次 an attachment belongs */
  callId: z.uuid().optional(),
  /** of a list of experts: the batch it is for */
  intakeId: z.uuid().optional(),
  /** evidence of a 出库: about whose place in the pool */
  memberId: z.uuid().optional(),
  /** 评审材料: of which 抽取需求, and for which of its groups; without one for all of them */
  drawRequestId: z.uuid().optional(),
  drawGroupId: z.uuid().optional(),
  /** what part of the application it proves, and which row of that */
  section: z.enum(profileSections).optional(),
  rowId: z.uuid().optional(),
})

export type UploadInput = z.infer<typeof uploadInputSchema>

export const removeFileSchema = z.object({ fileId: z.uuid() })

/** Whether a text from outside can be the id of a file at all. */
export const isFileId = (text: string): boolean => z.uuid().safeParse(text).success
