import { z } from 'zod'

/**
 * What people read where a schema has no words of its own: what a form of ours never sends, but a page of an older
 * version or somebody who tries things out may. Imported for its effect by whatever parses input.
 */
const words = (code: string | undefined): string => {
  if (code === 'too_big') return '内容太长或数值太大，请缩短后再提交。'
  if (code === 'too_small') return '内容太短或数值太小，请补充后再提交。'
  return '内容的格式不对，请刷新页面后再试。'
}

z.config({ customError: issue => words(issue.code) })
