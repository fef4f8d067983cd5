const over = new Set<string>(['held', 'reviewed', 'archived', 'cancelled'])

/** Whether who asked for it is still writing: nobody has it before him. */
export const isWriting = ({ status }: { status: string }): boolean => status === 'draft' || status === 'returned'

/** Whether somebody sits already, so that what is said about people has to do with places. */
export const isDrawn = ({ status }: { status: string }): boolean =>
  status === 'drawn' || status === 'inviting' || status === 'confirmed'

/** Why 评审对象 and avoidances of a request are changed no more, as a sentence; null while they can be. */
export function whyClosed(
  { status, sessionFrom }: { status: string; sessionFrom: Date | null },
  at: Date,
): string | null {
  if (status === 'cancelled') return '这份抽取需求已经撤销。'
  return over.has(status) || (!isWriting({ status }) && sessionFrom !== null && at >= sessionFrom)
    ? '评审已经开始或结束，不能再修改。'
    : null
}
