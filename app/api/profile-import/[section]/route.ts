import { z } from 'zod'
import { answerJson, defineRoute } from '@/lib/access/define-route'
import { readBody } from '@/lib/platform/read-body'
import { profileSections } from '@/lib/policy/profile-policy'
import { importCitations, importSheet, MOST_BYTES } from '@/lib/profile/import.dal'

const tooLarge = { code: 'tooLarge', message: '文件超过 2 MB，没有读取。请只保留要导入的内容，或分成几个文件。' }

/**
 * What a file or a pasted list holds, as rows of a section; saves nothing. The body is an Excel file, or with
 * `text/plain` a list of works in BibTeX, RIS or EndNote.
 */
export const POST = defineRoute(
  { params: z.object({ section: z.enum(profileSections) }), signedIn: true },
  async ({ actor, params: { section }, request }) => {
    const bytes = await readBody(request, MOST_BYTES)
    if (!bytes) return answerJson(tooLarge, 413)
    const pasted = (request.headers.get('content-type') ?? '').startsWith('text/plain')
    if (pasted && section === 'papers') return importCitations(actor, new TextDecoder().decode(bytes))
    return importSheet(actor, section, bytes)
  },
)
