import { verifyFiles } from '@/lib/draw/seal/verify-files'

/** Reckons beside the page, so that it stays usable meanwhile. */
self.onmessage = ({ data }: MessageEvent<readonly string[]>) => {
  self.postMessage(verifyFiles(data))
}
