import { z } from 'zod'
import type { AutosaveAnswer } from './autosave'

/** More than this a browser will not send behind a closed page. */
const keepaliveLimit = 60_000

const saved = z.object({ version: z.number(), savedAt: z.string() })
const conflict = z.object({
  version: z.number(),
  data: z.unknown(),
  savedAt: z.string(),
  savedBy: z.string().optional(),
})
const invalid = z.object({ fieldErrors: z.record(z.string(), z.array(z.string())).optional() })
const refusal = z.object({ message: z.string().optional() })

/** Reads an answer of the drafts route into what it means; what cannot be read counts as no answer. */
function meaning(status: number, body: unknown): AutosaveAnswer {
  if (status === 200) {
    const parsed = saved.safeParse(body)
    return parsed.success ? { kind: 'saved', ...parsed.data } : { kind: 'unreachable' }
  }
  if (status === 409) {
    const parsed = conflict.safeParse(body)
    return parsed.success ? { kind: 'conflict', theirs: parsed.data } : { kind: 'unreachable' }
  }
  if (status === 401) return { kind: 'signedOut' }
  if (status === 422) return { kind: 'invalid', fieldErrors: invalid.safeParse(body).data?.fieldErrors ?? {} }
  if (status === 408 || status === 425 || status === 429 || status >= 500) return { kind: 'unreachable' }
  return { kind: 'refused', message: refusal.safeParse(body).data?.message ?? null }
}

/** `PUT url` with `{version, data}`; survives the closing of the page where the browser allows it. */
export async function putSection(url: string, body: { version: number; data: unknown }): Promise<AutosaveAnswer> {
  const text = JSON.stringify(body)
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: text,
    keepalive: new Blob([text]).size < keepaliveLimit,
  })
  return meaning(response.status, await response.json().catch(() => null))
}
