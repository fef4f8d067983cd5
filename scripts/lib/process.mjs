import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { root } from './paths.mjs'
import { Sentence } from './say.mjs'

const running = new Set()

/** Ends what `run` started and what is still under way, so that nothing outlives an interrupted command. */
export function endRunning(signal = 'SIGTERM') {
  for (const child of running) child.kill(signal)
}

/**
 * Runs a program to its end and returns what it printed.
 * @throws Sentence with `failure` and the last lines that it printed
 */
export function run(command, args, { env = process.env, cwd = root, failure, show = false } = {}) {
  return new Promise((done, refuse) => {
    const child = spawn(command, args, {
      env,
      cwd,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    })
    running.add(child)
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', chunk => {
        text = (text + chunk).slice(-200_000)
      })
    child.on('error', error => {
      running.delete(child)
      refuse(new Sentence(`${failure ?? '命令没有成功。'}（不能运行 ${command}：${error.code}）`))
    })
    child.on('close', (code, signal) => {
      running.delete(child)
      if (code === 0) return done(text)
      const tail = text.trimEnd().split('\n').slice(-25).join('\n')
      refuse(
        Object.assign(new Sentence(`${failure ?? '命令没有成功。'}${tail ? `\n${tail}` : ''}`), {
          code,
          signal,
          output: text,
        }),
      )
    })
  })
}

/** Arguments that make Node run a TypeScript file of the server side. */
export const typescript = file => ['--conditions=react-server', '--import', 'tsx', file]

/** True while a process runs; one that ended and was not yet collected by its parent does not count. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return process.platform !== 'linux'
  }
}

export const sleep = ms => new Promise(done => setTimeout(done, ms))

/** Asks again and again until the answer is true; false when the time is over. */
export async function until(question, ms, every = 50) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(every)) if (await question()) return true
  return Boolean(await question())
}
