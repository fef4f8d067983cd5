import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Sentence } from './say.mjs'

/** The repository's root. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Where an environment keeps database, keys, files and logs. */
export const dataDirOf = env => resolve(root, env.DATA_DIR || '.data')

/** Makes a directory that only its owner reads; others may pass through, because a root start runs PostgreSQL as another user. */
export function makeDataDir(path) {
  try {
    mkdirSync(path, { recursive: true, mode: 0o711 })
  } catch (error) {
    throw new Sentence(
      `不能建立数据目录 ${path}（${error.code}）。请检查这个目录的所有者和磁盘空间，或用 DATA_DIR 指定别的目录。`,
    )
  }
  return path
}

/** The content of a JSON file, or undefined when there is none or it is not JSON. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Replaces a file in one move, so that a crash leaves either the old or the new one. */
export function replaceFile(path, text, mode = 0o600) {
  const next = `${path}.${process.pid}`
  try {
    writeFileSync(next, text, { mode })
    renameSync(next, path)
  } catch (error) {
    throw new Sentence(`不能写入 ${path}（${error.code}）。请检查文件所有者（是否曾用另一个用户启动）和磁盘空间。`)
  }
}

const stamps = () => join(makeDataDir(join(root, '.data')), 'stamps.json')

/** What was last done with which input; `up`, `check` and `test` share it. */
export const stampOf = name => readJson(stamps())?.[name]
export const setStamp = (name, value) =>
  replaceFile(stamps(), `${JSON.stringify({ ...readJson(stamps()), [name]: value }, null, 1)}\n`)
