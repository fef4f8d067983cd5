import { z } from 'zod'

/** What the browser says beside the file: which application it belongs to, and what for (a key of `policy.uploads`). */
export const uploadInputSchema = z.object({
  applicationId: z.uuid(),
  purpose: z.string().min(1).max(40),
})

export type UploadInput = z.infer<typeof uploadInputSchema>

export const removeFileSchema = z.object({ fileId: z.uuid() })

/** Whether a text from outside can be the id of a file at all. */
export const isFileId = (text: string): boolean => z.uuid().safeParse(text).success
