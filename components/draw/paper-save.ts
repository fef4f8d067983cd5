import { saveFile } from '@/components/form/fetch-file'
import type { PrintedPaper } from '@/lib/draw/paper.dto'

/** Hands a printed paper to the browser as a file. */
export function savePaper({ name, pdf }: PrintedPaper): void {
  const bytes = Uint8Array.from(atob(pdf), sign => sign.charCodeAt(0))
  saveFile(name, new Blob([bytes], { type: 'application/pdf' }))
}
