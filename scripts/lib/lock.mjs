import { execFileSync } from 'node:child_process'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readJson, replaceFile } from './paths.mjs'
import { isAlive } from './process.mjs'

/** When a process began, as the system words it: tells a process from a later one with the same number. */
function birthOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[19]
    return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** What the living holder of a lock wrote into it, or undefined when nobody holds it. */
export function holderOf(path) {
  const note = readJson(path)
  return note && isAlive(note.pid) && birthOf(note.pid) === note.birth ? note : undefined
}

/**
 * Takes a lock for the life of this process. A lock whose holder was killed counts as free.
 * @returns `{ holder }` when another process has it, else `{ note, release }`
 */
export function takeLock(path, info = {}) {
  const mine = { pid: process.pid, birth: birthOf(process.pid), ...info }
  const candidate = `${path}.${process.pid}`
  for (;;) {
    writeFileSync(candidate, JSON.stringify(mine), { mode: 0o600 })
    try {
      linkSync(candidate, path)
      return {
        /** Adds what others may want to know of the holder. */
        note: more => replaceFile(path, JSON.stringify(Object.assign(mine, more))),
        release: () => readJson(path)?.pid === process.pid && rmSync(path, { force: true }),
      }
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const holder = holderOf(path)
      if (holder) return { holder }
      rmSync(path, { force: true })
    } finally {
      rmSync(candidate, { force: true })
    }
  }
}
