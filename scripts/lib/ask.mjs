import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { Sentence, say } from './say.mjs'

/**
 * Collects the answers of a command: from its arguments, else by asking at a terminal, else the usual value.
 * @param questions `[{ name, ask, usual?, check }]`; `check` returns a sentence for a wrong answer
 * @param flags names of arguments without a value
 */
export async function collect(questions, flags, argv = process.argv.slice(2)) {
  const options = Object.fromEntries([
    ...questions.map(({ name }) => [name, { type: 'string' }]),
    ...flags.map(name => [name, { type: 'boolean' }]),
  ])
  let given
  try {
    given = parseArgs({ args: argv, options }).values
  } catch (error) {
    throw new Sentence(
      `${error.message}\n可用的参数：${Object.keys(options)
        .map(name => `--${name}`)
        .join('、')}`,
    )
  }
  const terminal = process.stdin.isTTY ? createInterface({ input: process.stdin, output: process.stdout }) : undefined
  try {
    for (const { name, ask, usual, check } of given.link ? [] : questions) {
      const asked = given[name] === undefined && ask && terminal
      for (;;) {
        if (asked) given[name] = (await terminal.question(`${ask}${usual ? `（默认 ${usual}）` : ''}：`)).trim()
        given[name] ||= usual ?? ''
        const wrong = check?.(given[name])
        if (!wrong) break
        if (!asked) throw new Sentence(`--${name}：${wrong}`)
        say(`  ${wrong}`)
      }
    }
  } finally {
    terminal?.close()
  }
  return given
}
