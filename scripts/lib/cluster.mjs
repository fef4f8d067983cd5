import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { makeDataDir, readJson, replaceFile } from './paths.mjs'
import { makeFor, placeFor } from './pg-place.mjs'
import { isAlive, sleep, until } from './process.mjs'
import { Sentence } from './say.mjs'

const MAJOR = '18'
const secret = () => randomBytes(24).toString('base64url')

/** A port that nobody listens on now; `wished` if it is free. */
export async function freePort(wished = 0, host = '127.0.0.1') {
  const attempt = port =>
    new Promise(done => {
      const server = createServer().once('error', () => done(undefined))
      server.listen({ port, host, exclusive: true }, () => {
        const { port: got } = server.address()
        server.close(() => done(got))
      })
    })
  return (await attempt(wished)) ?? attempt(0)
}

/** The programs run away from the clone, so that a directory only root can enter does no harm. */
const programEnv = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

/** Creates the cluster beside its place and moves it there at the end: it is whole or not there. */
function create(place, password) {
  const fresh = `${place.cluster}.new`
  rmSync(fresh, { recursive: true, force: true })
  makeFor(place.user, fresh)
  const file = join(fresh, '.password')
  const attempt = locale => {
    writeFileSync(file, password, { mode: 0o600 })
    if (place.user.uid !== undefined) chownSync(file, place.user.uid, place.user.gid)
    const inner = join(fresh, 'data')
    const args = ['-D', inner, '-U', 'postgres', `--pwfile=${file}`, '--auth=scram-sha-256', '--encoding=UTF8']
    args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`, '--no-instructions')
    return spawnSync(join(place.bin, 'initdb'), args, {
      ...place.user,
      cwd: '/',
      env: { ...programEnv, LC_ALL: locale },
      encoding: 'utf8',
    })
  }
  let result
  for (const locale of ['C.UTF-8', 'en_US.UTF-8']) {
    result = attempt(locale)
    if (result.status === 0) break
    rmSync(join(fresh, 'data'), { recursive: true, force: true })
  }
  if (result.status !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    throw new Sentence(
      `内置数据库没有建成。请检查磁盘空间和目录 ${place.cluster} 的权限。\n${result.stderr ?? result.error}`,
    )
  }
  renameSync(join(fresh, 'data'), place.cluster)
  rmSync(fresh, { recursive: true, force: true })
}

/** @throws Sentence for a directory that is no cluster of our version: data in it is never touched. */
function checkCluster(cluster) {
  const version = existsSync(join(cluster, 'PG_VERSION'))
    ? readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    : ''
  if (version === MAJOR && existsSync(join(cluster, 'global/pg_control'))) return
  if (/^\d+$/.test(version) && version !== MAJOR)
    throw new Sentence(
      `数据库目录 ${cluster} 是 PostgreSQL ${version} 的，本系统内置的是 ${MAJOR}。请先用旧版本导出数据。`,
    )
  throw new Sentence(
    `数据库目录 ${cluster} 已损坏（缺少必要的文件）。请从备份恢复；如果里面没有要保留的数据，把它移走（mv ${cluster} ${cluster}.broken）再启动，会建立一个空的数据库。`,
  )
}

/** Deals with what an earlier start left when it was killed: stops its server, removes a note that names a stranger. */
export async function endLeftover(cluster) {
  const note = join(cluster, 'postmaster.pid')
  const pid = existsSync(note) ? Number(readFileSync(note, 'utf8').split('\n')[0]) : 0
  if (!pid || !isAlive(pid)) return
  const command =
    spawnSync('ps', ['-p', String(pid), '-o', 'command=', '-ww'], { encoding: 'utf8' }).stdout ||
    (existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') : '')
  if (!command.includes('postgres')) return rmSync(note, { force: true })
  if (!command.includes(cluster))
    throw new Sentence(`数据库目录 ${cluster} 正被另一个 PostgreSQL（进程 ${pid}）使用。请先停止它。`)
  process.kill(pid, 'SIGINT')
  if (await until(() => !isAlive(pid), 15_000)) return
  process.kill(pid, 'SIGQUIT')
  if (!(await until(() => !isAlive(pid), 10_000)))
    throw new Sentence(`上次留下的数据库进程 ${pid} 停不下来。请手工结束它再启动。`)
}

/**
 * Watches over the server: when our end of the pipe closes, because this process ended in whatever way, it shuts the
 * server down. Runs in a session of its own, so that Ctrl-C reaches only us and the order of stopping is ours.
 */
const guardian = `
exec 3<&0 </dev/null
"$@" 3<&- & server=$!
( cat <&3 >/dev/null; kill -INT $server ) & watch=$!
exec 3<&-
wait $server; code=$?
kill $watch 2>/dev/null
exit $code`

function launch(place, port, logFile, settings) {
  const flags = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // No typed text and no personal data in the server's log: neither statements nor values of rows.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(
    '/bin/sh',
    ['-c', guardian, 'guardian', join(place.bin, 'postgres'), '-D', place.cluster, '-p', String(port), ...flags],
    {
      ...place.user,
      cwd: '/',
      env: programEnv,
      detached: true,
      stdio: ['pipe', log, log],
    },
  )
  closeSync(log)
  child.stdin.on('error', () => {})
  return child
}

const statusLine = cluster => {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Gives the superuser a new password with the single-user server, for a cluster whose note of it was lost. */
function resetPassword(place, password) {
  const result = spawnSync(join(place.bin, 'postgres'), ['--single', '-D', place.cluster, 'postgres'], {
    ...place.user,
    cwd: '/',
    env: programEnv,
    input: `ALTER ROLE postgres PASSWORD '${password}';\n`,
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new Sentence(`内置数据库的口令文件丢失，重设没有成功。\n${result.stderr}`)
}

function explain(logFile, from, cluster) {
  const text = readFileSync(logFile, 'utf8').slice(from).trim().split('\n').slice(-8).join('\n')
  if (/No space left/.test(text)) return `磁盘已满，内置数据库不能启动。请清理空间后再试。\n${text}`
  if (/checkpoint record|PANIC|invalid|corrupt|could not open file|could not read|could not locate/.test(text))
    return `数据库目录 ${cluster} 已损坏，PostgreSQL 不能启动。请从备份恢复；如果没有要保留的数据，把它移走（mv ${cluster} ${cluster}.broken）再启动。\n${text}`
  return `内置数据库没有启动，原因见 ${logFile}：\n${text}`
}

/**
 * Starts the embedded PostgreSQL of a data directory, creating it at first. The caller holds the lock of the directory.
 * @returns port and superuser password, `stop({ hurry })`, and `ended`, a promise that settles when the server ends
 * @throws Sentence when the directory is damaged, belongs to someone else or cannot be used
 */
export async function startCluster(dataDir, { settings = {} } = {}) {
  makeDataDir(dataDir)
  const place = placeFor(dataDir)
  const noteFile = join(dataDir, 'pg.json')
  const note = readJson(noteFile) ?? {}
  const logs = join(dataDir, 'logs')
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  const logFile = join(logs, 'postgres.log')
  if (existsSync(logFile) && statSync(logFile).size > 5_000_000) renameSync(logFile, `${logFile}.1`)

  const created = !existsSync(place.cluster)
  if (created) {
    Object.assign(note, { superuser: secret(), owner: secret() })
    replaceFile(noteFile, JSON.stringify(note))
    create(place, note.superuser)
  } else {
    checkCluster(place.cluster)
    await endLeftover(place.cluster)
    if (!note.superuser) {
      Object.assign(note, { superuser: secret(), owner: secret() })
      resetPassword(place, note.superuser)
    }
  }

  for (let attempt = 1; ; attempt++) {
    note.port = await freePort(note.port)
    replaceFile(noteFile, JSON.stringify(note))
    const from = existsSync(logFile) ? statSync(logFile).size : 0
    const [stale] = statusLine(place.cluster)
    const child = launch(place, note.port, logFile, settings)
    let exited = false
    const ended = new Promise(done => child.once('exit', code => done(code))).then(code => {
      exited = true
      child.stdin.destroy()
      return code
    })
    const isReady = () => {
      const lines = statusLine(place.cluster)
      return exited || (lines[0] !== stale && lines[3] === String(note.port) && lines[7]?.trim() === 'ready')
    }
    // After a crash the server replays its log first, which may take long on a slow disk.
    await until(isReady, 300_000, 20)
    if (!exited) return { ...note, created, ended, stop: options => stop(child, place.cluster, ended, options) }
    // Another program took the port at the last moment, or processes of a killed server are still ending.
    if (attempt === 4) throw new Sentence(explain(logFile, from, place.cluster))
    await sleep(700)
  }
}

async function stop(child, cluster, ended, { hurry = false } = {}) {
  const server = Number(statusLine(cluster)[0])
  const send = signal => {
    try {
      if (server) process.kill(server, signal)
    } catch {
      // It has ended by itself.
    }
  }
  if (hurry) send('SIGQUIT')
  child.stdin.destroy()
  const late = setTimeout(() => send('SIGQUIT'), 30_000)
  await ended
  clearTimeout(late)
}

/** The address of a database of a running cluster. */
export const addressOf = (cluster, user, database) =>
  `postgresql://${user}:${user === 'postgres' ? cluster.superuser : cluster.owner}@127.0.0.1:${cluster.port}/${database}`
