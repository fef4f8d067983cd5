import { z } from 'zod'
import type { Found } from '@/lib/profile/import.dto'

const found = z.object({
  rows: z.array(
    z.object({ place: z.string(), data: z.record(z.string(), z.unknown()), problems: z.array(z.string()) }),
  ),
  notes: z.array(z.string()),
})
const refusal = z.object({ message: z.string().min(1) })

/** An import that could not be read, with the sentence to show; `signedOut` where somebody must log in again. */
export class ImportRefused extends Error {
  constructor(
    message: string,
    readonly signedOut = false,
  ) {
    super(message)
  }
}

export const MOST_BYTES = 2 * 1024 * 1024
const offline = '没有连上服务器，请检查网络后再试。您填写的内容不受影响。'

/**
 * Asks the server what a pasted list or an Excel file holds.
 * @throws ImportRefused with a sentence
 */
export async function loadImport(section: string, body: string | File): Promise<Found> {
  if (typeof body !== 'string' && body.size > MOST_BYTES)
    throw new ImportRefused('文件超过 2 MB。请只保留要导入的内容，或分成几个文件。')
  const response = await fetch(`/api/profile-import/${section}`, {
    method: 'POST',
    headers: { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/octet-stream' },
    body,
  }).catch(() => {
    throw new ImportRefused(offline)
  })
  const answer: unknown = await response.json().catch(() => null)
  const read = found.safeParse(answer)
  if (response.ok && read.success) return read.data
  throw new ImportRefused(refusal.safeParse(answer).data?.message ?? offline, response.status === 401)
}

/** The text of a file that a database exported: UTF-8, or GB 18030 as some of them still write it. */
export async function textOfFile(file: File): Promise<string> {
  if (file.size > MOST_BYTES) throw new ImportRefused('文件超过 2 MB。请分几次导出，每次不超过 500 条。')
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
