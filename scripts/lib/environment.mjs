import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { demoKeys } from './keys.mjs'
import { dataDirOf, makeDataDir, root } from './paths.mjs'
import { Sentence } from './say.mjs'

/**
 * The settings in a file, under those of the process, which win: `.env`, or `.env.production` for a production start.
 * ENV_FILE names another one, `none` means none.
 */
export function withEnvFile(env, { production = false } = {}) {
  if (env.ENV_FILE === 'none') return { ...env }
  const file = env.ENV_FILE || (production ? '.env.production' : '.env')
  const required = Boolean(env.ENV_FILE) || (production && !env.APP_MODE)
  let text
  try {
    text = readFileSync(resolve(root, file), 'utf8')
  } catch (error) {
    if (!required && error.code === 'ENOENT') return { ...env }
    throw new Sentence(`读不到设置文件 ${file}（${error.code}）。请先运行 npm run setup 生成它。`)
  }
  return { ...parseEnv(text), ...env }
}

function version() {
  try {
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return 'unversioned'
  }
}

/** Where the web server listens. */
export function listenOf(env) {
  const port = Number(env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Sentence(`PORT=${env.PORT} 不是 1 到 65535 之间的端口号。`)
  return { host: env.HOST || '127.0.0.1', port }
}

/** The address people open: PUBLIC_URL, else where the server listens. */
export function publicUrlOf(env) {
  if (env.PUBLIC_URL) {
    try {
      return new URL(env.PUBLIC_URL).origin
    } catch {
      throw new Sentence(`PUBLIC_URL=${env.PUBLIC_URL} 不是完整的网址，应如 https://kjzj.example.gov.cn 。`)
    }
  }
  const { host, port } = listenOf(env)
  const name = ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/**
 * What web server, worker, migrations and seed are given. Outside demo mode keys must come from the settings file.
 * DATABASE_URL is added when the database runs.
 */
export function serverEnv(env) {
  const dataDir = makeDataDir(dataDirOf(env))
  const { host, port } = listenOf(env)
  const mode = env.APP_MODE || 'demo'
  return {
    ...(mode === 'demo' ? demoKeys(dataDir) : {}),
    // Named although empty: the framework reads .env.production by itself and would fill in what is not named.
    SMS_HTTP_URL: '',
    SMS_HTTP_TOKEN: '',
    SMS_HTTP_SECRET: '',
    SMS_HTTP_FORMAT: '',
    SMS_TEMPLATES: '',
    SMS_SIGNATURE: '',
    SMS_INBOUND_SECRET: '',
    SMTP_URL: '',
    SMTP_FROM: '',
    SCANNER: '',
    CLAMD: '',
    POLICY: '',
    CAPTCHA: 'on',
    SMS_ADAPTER: 'inbox',
    LOG_LEVEL: 'info',
    TRUST_PROXY: '0',
    BUILD_VERSION: version(),
    ...env,
    APP_MODE: mode,
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: publicUrlOf(env),
    DATA_DIR: dataDir,
    NEXT_TELEMETRY_DISABLED: '1',
  }
}
