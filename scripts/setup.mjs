import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { collect } from './lib/ask.mjs'
import { checkServer } from './lib/database.mjs'
import { serverEnv, withEnvFile } from './lib/environment.mjs'
import { prepareClone } from './lib/install.mjs'
import { newKeys } from './lib/keys.mjs'
import { root } from './lib/paths.mjs'
import { run, typescript } from './lib/process.mjs'
import { Sentence, say, step, tell } from './lib/say.mjs'

/**
 * `npm run setup`: makes a production installation. Writes the settings file with fresh keys, fills the database without
 * demo data and prints, once, the link that creates the three administrators. `--link` keeps the file and only brings
 * the database up to date and makes a new link.
 */
const isUrl = (text, protocols) => URL.canParse(text) && protocols.includes(new URL(text).protocol)
const oneLine = text => (/[\r\n']/.test(text) ? '不能含有换行或单引号' : null)

const questions = [
  {
    name: 'public-url',
    ask: '系统对外的网址，如 https://kjzj.example.gov.cn',
    check: text => (isUrl(text, ['https:']) ? null : '正式环境需要 https:// 开头的完整网址'),
  },
  {
    name: 'database-url',
    ask: '数据库地址，如 postgresql://用户:口令@主机:5432/数据库名',
    check: text =>
      isUrl(text, ['postgresql:', 'postgres:'])
        ? oneLine(text)
        : '需要 postgresql:// 开头的完整地址，口令中的特殊字符用 % 编码',
  },
  {
    name: 'sms-http-url',
    ask: '短信网关的 HTTP 地址（没有就直接回车，验证码改用邮箱和激活单）',
    check: text => (!text || isUrl(text, ['https:', 'http:']) ? oneLine(text) : '需要短信网关的完整网址'),
  },
  { name: 'sms-http-token', ask: '短信网关的令牌（没有就直接回车）', check: oneLine },
  {
    name: 'smtp-url',
    ask: '邮件服务器，如 smtps://用户:口令@mail.example.cn:465（没有就直接回车）',
    check: text =>
      !text || isUrl(text, ['smtp:', 'smtps:']) ? oneLine(text) : '需要 smtp:// 或 smtps:// 开头的完整地址',
  },
  {
    name: 'smtp-from',
    ask: '发件人的邮箱地址（没有邮件服务器就直接回车）',
    check: text => (!text || /^[^\s@]+@[^\s@]+$/.test(text) ? oneLine(text) : '需要邮箱地址'),
  },
  {
    name: 'clamd',
    ask: '病毒扫描服务 clamd 的地址，如 127.0.0.1:3310 或 /run/clamav/clamd.ctl（没有就直接回车）',
    check: text => (/^(|\/.+|[^/\s]+:\d{1,5})$/.test(text) ? oneLine(text) : '需要 主机:端口 或套接字的路径'),
  },
  { name: 'out', usual: '.env.production', check: oneLine },
  { name: 'data-dir', usual: '.data', check: oneLine },
  {
    name: 'policy',
    usual: 'demo',
    check: text => (/^(demo|wuhan|xizang|shaoxing)$/.test(text) ? null : '只能是 demo、wuhan、xizang 或 shaoxing'),
  },
  { name: 'host', usual: '127.0.0.1', check: oneLine },
  { name: 'port', usual: '3000', check: text => (/^\d{1,5}$/.test(text) ? null : '需要端口号') },
  { name: 'trust-proxy', usual: '1', check: text => (/^\d$/.test(text) ? null : '需要网站前面的反向代理层数，如 1') },
]

function settingsFile(answers) {
  const group = (comment, values) => [
    `# ${comment}`,
    ...Object.entries(values).map(([name, value]) => `${name}='${value}'`),
    '',
  ]
  return [
    ...group('科技专家库管理系统的正式环境。本文件含有密钥：只许运行系统的用户读取，另行备份，不要提交到代码库。', {
      APP_MODE: 'production',
    }),
    ...group('地址：反向代理（https）在前，网站只在本机监听。TRUST_PROXY 是反向代理的层数。', {
      PUBLIC_URL: new URL(answers['public-url']).origin,
      HOST: answers.host,
      PORT: answers.port,
      TRUST_PROXY: answers['trust-proxy'],
    }),
    ...group('数据库，和上传的文件所在的目录。', {
      DATABASE_URL: answers['database-url'],
      DATA_DIR: answers['data-dir'],
    }),
    ...group('规则，人机验证，短信和邮件。', {
      POLICY: answers.policy,
      CAPTCHA: 'on',
      SMS_ADAPTER: answers['sms-http-url'] ? 'http' : 'none',
      SMS_HTTP_URL: answers['sms-http-url'],
      SMS_HTTP_TOKEN: answers['sms-http-token'],
      SMTP_URL: answers['smtp-url'],
      SMTP_FROM: answers['smtp-from'],
    }),
    ...group('病毒扫描：clamd 或 none（没有）。', {
      SCANNER: answers.clamd ? 'clamd' : 'none',
      CLAMD: answers.clamd,
    }),
    ...group('密钥。FIELD_KEYS 和 INDEX_KEY 丢失后，证件号码和手机号码无法恢复。', newKeys()),
  ].join('\n')
}

/** Writes the file, never over another one: whoever loses the keys loses the encrypted data. */
function writeSettings(answers) {
  try {
    writeFileSync(resolve(root, answers.out), settingsFile(answers), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    throw new Sentence(`不能写入 ${answers.out}（${error.code}）。`)
  }
}

async function main() {
  await prepareClone()
  const answers = await collect(questions, ['link'])
  const out = answers.out ?? '.env.production'
  const exists = existsSync(resolve(root, out))
  if (!answers.link) {
    if (exists)
      throw new Sentence(
        `${out} 已经存在，里面的密钥不会被覆盖。只要新的初始设置链接，请运行 npm run setup -- --link；要另建一套环境，请用 --out 指定别的文件名。`,
      )
    await step('检查数据库', async () => `PostgreSQL ${await checkServer(answers['database-url'])}`)
    await step(`写入设置和密钥 ${out}`, () => writeSettings(answers))
  }
  const env = serverEnv(withEnvFile({ ...process.env, ENV_FILE: out }))
  const again = `改正后运行 npm run setup -- --link${out === '.env.production' ? '' : ` --out ${out}`} 接着做。`
  await step('升级数据库结构', async () =>
    (
      await run(process.execPath, typescript('scripts/migrate.ts'), { env, failure: `数据库结构没有升级，${again}` })
    ).trim(),
  )
  const link = await step('装入代码表和规则，生成初始设置链接', async () => ({
    value: (
      await run(process.execPath, typescript('scripts/setup.ts'), {
        env: { ...env, LOG_LEVEL: 'silent' },
        failure: `没有完成，${again}`,
      })
    ).trim(),
  }))
  say(
    `\n设置完成。请用浏览器打开下面的链接，创建系统、安全、审计三个管理员。链接 24 小时内有效，只能使用一次，不再显示：\n\n  ${link}\n`,
  )
  say(`启动系统：${out === '.env.production' ? '' : `ENV_FILE=${out} `}npm run start`)
}

main().then(
  () => process.exit(0),
  error => process.exit(tell(error)),
)
