import { pdfAsset } from '@/lib/platform/pdf-assets'

/** What the viewer of PDFs loads when a document needs it: character maps, fonts, decoders. Public, never changing. */
export async function GET(_request: Request, context: { params: Promise<{ kind: string; name: string }> }) {
  const { kind, name } = await context.params
  const asset = await pdfAsset(kind, name)
  if (!asset) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  return new Response(new Uint8Array(asset), {
    headers: {
      'content-type': name.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream',
      'cache-control': 'public, max-age=86400',
    },
  })
}
