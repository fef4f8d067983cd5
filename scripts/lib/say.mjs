import { stdout } from 'node:process'

/** A failure that is told to the operator as its sentence alone, without a stack. */
export class Sentence extends Error {}

const seconds = start => `${((performance.now() - start) / 1000).toFixed(1)} 秒`

/** Prints one line. */
export function say(line = '') {
  console.log(line)
}

/**
 * Does one step of a command: says what it is, does it, and says how it ended and how long it took.
 * `work` may return a short remark such as 「已是最新」, or an object with `remark` and `value`.
 */
export async function step(title, work) {
  const start = performance.now()
  stdout.write(`· ${title} … `)
  try {
    const result = await work()
    const remark = typeof result === 'string' ? result : (result?.remark ?? '完成')
    stdout.write(`${remark}（${seconds(start)}）\n`)
    return typeof result === 'string' ? undefined : result?.value
  } catch (error) {
    stdout.write(`没有成功（${seconds(start)}）\n`)
    throw error
  }
}

/** Tells why a command ends. Returns the exit code. */
export function tell(error) {
  if (error instanceof Sentence) console.error(`\n✗ ${error.message}`)
  else console.error('\n✗ 没有料到的错误，请把下面的内容交给技术人员：\n', error)
  return 1
}
