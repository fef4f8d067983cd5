/** Why a file could not be fetched, as a sentence for the person. */
export class FetchFailed extends Error {}

const broken = '网络不稳定，文件没有打开。请稍后再试，或者下载后查看。'

/**
 * Fetches a file through the gate, whole, telling how far it is.
 * @param report gets 0 to 100
 * @throws FetchFailed with a sentence
 */
export async function fetchFile(href: string, report: (percent: number) => void, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(href, { signal }).catch(() => null)
  if (!answer?.body) throw new FetchFailed(broken)
  if (!answer.ok) {
    const told = (await answer.json().catch(() => null)) as { message?: string } | null
    throw new FetchFailed(told?.message ?? broken)
  }
  const total = Number(answer.headers.get('content-length')) || 0
  const parts: BlobPart[] = []
  let received = 0
  try {
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read()
      if (done) break
      parts.push(value as BlobPart)
      received += value.length
      if (total > 0) report(Math.min(100, Math.floor((received / total) * 100)))
    }
  } catch {
    throw new FetchFailed(broken)
  }
  return new Blob(parts, { type: answer.headers.get('content-type') ?? '' })
}
