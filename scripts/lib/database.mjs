import { join } from 'node:path'
import { addressOf, startCluster } from './cluster.mjs'
import { takeLock } from './lock.mjs'
import { makeDataDir, readJson } from './paths.mjs'
import { Sentence } from './say.mjs'

const NAME = 'expert_pool'

async function connect(url) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** The server and database of an address, without user and password. */
const visible = url => {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    throw new Sentence('DATABASE_URL 不是完整的地址，应为 postgresql://用户:口令@主机:5432/数据库名 。')
  }
}

const reasons = {
  ECONNREFUSED: '服务器没有应答，请确认它已启动、主机和端口正确',
  ENOTFOUND: '找不到这台主机，请检查主机名',
  ETIMEDOUT: '连接超时，请检查网络和防火墙',
  '28P01': '用户名或口令不对',
  28000: '服务器不允许这个用户从这里连接（pg_hba.conf）',
  '3D000': '数据库不存在，请先建立：CREATE DATABASE … ENCODING UTF8',
  '57P03': '数据库正在启动，请稍后再试',
}

/**
 * Checks a server given by DATABASE_URL: reachable, PostgreSQL 15 or later, UTF-8, writable.
 * @throws Sentence saying what is wrong
 */
export async function checkServer(url) {
  const where = visible(url)
  let client
  try {
    client = await connect(url)
  } catch (error) {
    const reason = reasons[error.code] ?? (/timeout/.test(error.message) ? reasons.ETIMEDOUT : error.message)
    throw new Sentence(`连接不上 DATABASE_URL 指定的数据库 ${where}：${reason}。`)
  }
  try {
    const { rows } = await client.query(
      "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version, current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS standby",
    )
    const [{ number, version, encoding, standby }] = rows
    if (number < 150000) throw new Sentence(`数据库 ${where} 是 PostgreSQL ${version}，需要 15 或更新的版本。`)
    if (encoding !== 'UTF8')
      throw new Sentence(`数据库 ${where} 的编码是 ${encoding}，需要 UTF8。请用 ENCODING UTF8 重新建立数据库。`)
    if (standby) throw new Sentence(`数据库 ${where} 是只读的备库，请把 DATABASE_URL 指向主库。`)
    return version
  } finally {
    await client.end()
  }
}

/** The role and the database of the system inside the embedded server: the application is never its superuser. */
async function ensureDatabase(cluster) {
  const client = await connect(addressOf(cluster, 'postgres', 'postgres'))
  try {
    const { rows } = await client.query(
      'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role, EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database',
      [NAME],
    )
    const [{ role, database }] = rows
    await client.query(`${role ? 'ALTER' : 'CREATE'} ROLE ${NAME} LOGIN PASSWORD '${cluster.owner}'`)
    if (!database) await client.query(`CREATE DATABASE ${NAME} OWNER ${NAME}`)
  } finally {
    await client.end()
  }
}

/**
 * Gives a command its database: the server of DATABASE_URL, the embedded one that `npm run up` has running, or the
 * embedded one started for this command.
 * @param options.exclusive refuse when another command has the embedded server running, as `up` must
 * @returns `{ url, superUrl?, version?, ended?, note, stop }`; `superUrl` only of the embedded server
 */
export async function openDatabase(env, dataDir, { exclusive = false, command, settings } = {}) {
  const none = { stop: async () => {}, note: () => {} }
  if (env.DATABASE_URL) return { ...none, url: env.DATABASE_URL, version: await checkServer(env.DATABASE_URL) }

  makeDataDir(dataDir)
  const lock = takeLock(join(dataDir, 'pg.lock'), { command })
  if (lock.holder) {
    const { pid, address, command: other } = lock.holder
    const cluster = readJson(join(dataDir, 'pg.json'))
    if (!exclusive && address && cluster) return { ...none, url: addressOf(cluster, NAME, NAME), shared: true }
    throw new Sentence(
      address
        ? `系统已经在运行：${address}（进程 ${pid}）。要重新启动，请先在原来的窗口按 Ctrl-C，或运行 kill ${pid}。`
        : `另一条命令（${other}，进程 ${pid}）正在使用数据库，请等它结束后再试。`,
    )
  }
  let cluster
  try {
    cluster = await startCluster(dataDir, { settings })
    await ensureDatabase(cluster)
    return {
      url: addressOf(cluster, NAME, NAME),
      superUrl: addressOf(cluster, 'postgres', NAME),
      created: cluster.created,
      port: cluster.port,
      ended: cluster.ended,
      note: lock.note,
      async stop(options) {
        await cluster.stop(options)
        lock.release()
      },
    }
  } catch (error) {
    await cluster?.stop()
    lock.release()
    throw error
  }
}
