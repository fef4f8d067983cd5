import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { root } from './paths.mjs'

function logTo(path) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  if (existsSync(path) && statSync(path).size > 10_000_000) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

/**
 * A process of the system. It runs in a session of its own, so that Ctrl-C reaches only the command, which stops its
 * processes in order; it ends by itself when the channel to the command closes.
 * @param options.logFile where its output goes; without it, to the terminal
 */
export function startChild(args, { env, logFile }) {
  const from = logFile && existsSync(logFile) ? statSync(logFile).size : 0
  const output = logFile ? logTo(logFile) : 'inherit'
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  })
  if (logFile) closeSync(output)
  let over = false
  const ended = new Promise(done => {
    child.once('error', () => done({ code: 1 }))
    child.once('exit', (code, signal) => done({ code, signal }))
  }).then(how => {
    over = true
    return how
  })
  const ready = new Promise(done => child.on('message', message => message === 'ready' && done(true)))
  return {
    ended,
    /** True when the process says that it works, false when it ended before. */
    ready: Promise.race([ready, ended.then(() => false)]),
    /** Its last lines, for whoever must explain why it ended. */
    tail() {
      if (!logFile) return ''
      return readFileSync(logFile).subarray(from).toString().trimEnd().split('\n').slice(-12).join('\n')
    },
    async stop({ hurry = false } = {}) {
      if (over) return
      child.kill(hurry ? 'SIGKILL' : 'SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await ended
      clearTimeout(late)
    },
  }
}

/** Keeps a process running: starts it again when it ends, each time after a longer pause, until stopped. */
export function keepRunning(start, onRestart) {
  let current = start()
  let stopped = false
  let waiting
  let pause = 1_000
  const watch = async () => {
    const began = Date.now()
    const { code, signal } = await current.ended
    if (stopped) return
    pause = Date.now() - began > 60_000 ? 1_000 : Math.min(pause * 2, 30_000)
    onRestart({ code, signal, tail: current.tail(), seconds: pause / 1000 })
    await new Promise(done => {
      waiting = { done, timer: setTimeout(done, pause) }
    })
    if (stopped) return
    current = start()
    watch()
  }
  watch()
  return {
    ready: current.ready,
    tail: () => current.tail(),
    /** Ends the process, so that it comes back with changed code. */
    restart: () => current.stop(),
    async stop(options) {
      stopped = true
      clearTimeout(waiting?.timer)
      waiting?.done()
      await current.stop(options)
    },
  }
}
