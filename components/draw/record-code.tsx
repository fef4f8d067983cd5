import { codePicture } from '@/lib/platform/code-picture'

/** A QR code that leads to a page, drawn on the server; the address stands beside it for whoever has no camera. */
export function RecordCode({ address, label }: { address: string; label: string }) {
  const { size, path } = codePicture(address)
  return (
    <figure className="w-32 shrink-0">
      <svg
        role="img"
        aria-label={`二维码：${label}`}
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="block size-32 bg-white text-black"
      >
        <path d={path} fill="currentColor" />
      </svg>
      <figcaption className="mt-1 text-center text-xs wrap-anywhere text-ink-3">{address}</figcaption>
    </figure>
  )
}
