/**
 * The body of a request, read while it comes in, and no further than `maxBytes`, whatever its declared length says,
 * so that nobody fills our memory with one long body.
 * @returns the bytes, or null when there are more
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength
    if (size > maxBytes) {
      await reader?.cancel()
      return null
    }
    chunks.push(next.value)
  }
  return Buffer.concat(chunks)
}
