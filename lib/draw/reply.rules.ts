export type Said = { answer: 'accept' | 'decline'; code: string | null }

/**
 * What an SMS says to an invitation, and the two digits of which one, where it has them; null where it says neither. Only
 * whole answers count: 不同意 is not 同意.
 */
export function replyOf(text: string): Said | null {
  const said = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
    .replace(/^(回复|答复)/, '')
  const [, digit = '', code = null, rest = ''] = /^([12])(\d\d)(\D*)$/.exec(said) ?? []
  const [, word, behind = null] = /^(\D+)(\d\d)$/.exec(said) ?? []
  const words = code ? digit + rest : (word ?? said)
  const answer = yes.has(words) ? 'accept' : no.has(words) ? 'decline' : null
  return answer && { answer, code: code ?? behind }
}

/** How an invitation is answered by SMS. */
export const replyHow = (code: string): string => `也可以直接回复这条短信：参加回复 1${code}，不参加回复 2${code}。`

/** So long after its time to answer an invitation may still be what an SMS without digits means. */
export const MEANT_FOR = 3 * 86_400_000

const yes = new Set(['1', '同意', '参加', '我参加', '接受', '同意参加', '可以', '可以参加', '能参加', '1同意', '1参加'])
const no = new Set([
  ...['2', '不同意', '不参加', '我不参加', '拒绝', '不接受', '不能参加', '不能', '参加不了', '来不了', '2不同意'],
  ...['2不参加', '无法参加', '没空', '没时间'],
])

/** What somebody is told whose SMS could not be taken for an answer; `only`: the one invitation that waits for him. */
export function replySays(open: number, only: { what: string; when: string; code: string } | null): string {
  if (open === 0) return '没有等您答复的邀请，或者答复时限已过。有疑问请联系发通知的部门'
  if (!only) return `有 ${open} 份邀请等您答复，请按每份邀请短信里写的数字回复，或者逐份打开邀请短信中的链接答复`
  const { what, when, code } = only
  return `等您答复的是 ${when} 的${what}，参加请回复 1${code}，不参加请回复 2${code}，或者打开邀请短信中的链接答复`
}

/** Signed by whoever sends: not older and not younger than this, so that nobody sends an old one again. */
export const SIGNED_FOR_SECONDS = 300

/** Whether a time in seconds, as a header says it, is of this moment. */
export const isFresh = (timestamp: string | null, at: Date): boolean =>
  /^\d{10}$/.test(timestamp ?? '') && Math.abs(Number(timestamp) - at.getTime() / 1000) <= SIGNED_FOR_SECONDS
