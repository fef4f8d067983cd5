import 'server-only'
import { buffer } from 'node:stream/consumers'
import { judgeScan, readCode, whyNotStamped } from '@/lib/infoform/code.rules'
import { readScanCodes } from '@/lib/platform/scan-code'
import type { Staged } from '@/lib/platform/storage'
import { kindOfName } from './file.rules'
import type { OpenClaim } from './upload.dal'

/**
 * The QR codes of a stamped 专家信息表, kept with the file: whether they say what the application says is judged whenever
 * it is asked, because the application goes on changing. The form of another application is refused at once. Other
 * purposes have none.
 * @returns our codes, and '' for each page without one, or a sentence why the file cannot be taken
 */
export async function readStampedForm(
  { purpose, number, name }: Pick<OpenClaim, 'purpose' | 'number' | 'name'>,
  staged: Staged,
): Promise<{ codes: string[]; fault: string | null }> {
  if (purpose !== 'stampedForm' || number === null) return { codes: [], fault: null }
  const bytes = await buffer(await staged.stream())
  const texts = await readScanCodes(bytes, kindOfName(name) === 'pdf' ? 'pdf' : 'picture')
  const codes = texts.filter(text => text === '' || readCode(text) !== null)
  // no content has this hash, so that only the number counts here
  const foreign = judgeScan(codes, { number, hash: '' }) === 'foreign'
  return { codes, fault: foreign ? whyNotStamped.foreign : null }
}
