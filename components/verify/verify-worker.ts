import { verifyFile } from '@/lib/draw/seal/verify-file'

/** Reckons beside the page, so that it stays usable meanwhile. */
self.onmessage = ({ data }: MessageEvent<string>) => {
  self.postMessage(verifyFile(data))
}
