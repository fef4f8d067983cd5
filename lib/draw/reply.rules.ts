/** What an SMS says to an invitation; null where it says neither. Only whole answers count: 不同意 is not 同意. */
export function replyOf(text: string): 'accept' | 'decline' | null {
  const said = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
    .replace(/^(回复|答复)/, '')
  if (yes.has(said)) return 'accept'
  return no.has(said) ? 'decline' : null
}

const yes = new Set(['1', '同意', '参加', '我参加', '接受', '同意参加', '可以', '可以参加', '能参加', '1同意', '1参加'])
const no = new Set([
  ...['2', '不同意', '不参加', '我不参加', '拒绝', '不接受', '不能参加', '不能', '参加不了', '来不了', '2不同意'],
  ...['2不参加', '无法参加', '没空', '没时间'],
])

/** What somebody is told whose SMS could not be taken for an answer. */
export function replySays(open: number, said: 'accept' | 'decline' | null): string {
  if (open === 0) return '没有等您答复的邀请，或者答复时限已过。有疑问请联系发通知的部门'
  if (open > 1) return `有 ${open} 份邀请等您答复，短信分不清是哪一份，请逐份打开邀请短信中的链接答复`
  return said === null ? '请只回复 1（参加）或 2（不参加），或者打开邀请短信中的链接答复' : '请打开邀请短信中的链接答复'
}

/** Signed by whoever sends: not older and not younger than this, so that nobody sends an old one again. */
export const SIGNED_FOR_SECONDS = 300

/** Whether a time in seconds, as a header says it, is of this moment. */
export const isFresh = (timestamp: string | null, at: Date): boolean =>
  /^\d{10}$/.test(timestamp ?? '') && Math.abs(Number(timestamp) - at.getTime() / 1000) <= SIGNED_FOR_SECONDS
