import 'server-only'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const kinds = ['cmaps', 'standard_fonts', 'wasm']
const wanted = /\.(bcmap|pfb|ttf|wasm)$/

/** A file that pdfjs-dist brings beside its code, by its exact name; null for everything else. */
export async function pdfAsset(kind: string, name: string): Promise<Buffer | null> {
  if (!kinds.includes(kind) || !wanted.test(name)) return null
  const folder = join(process.cwd(), 'node_modules', 'pdfjs-dist', kind)
  // a name counts only if it stands in the folder, so that no path gets through
  const names = await readdir(folder)
  return names.includes(name) ? readFile(join(folder, name)) : null
}
