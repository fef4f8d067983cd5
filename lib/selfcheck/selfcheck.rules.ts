import { LEAST_DAYS } from '@/lib/audit/archive.rules'
import type { Policy } from '@/lib/policy/policy.schema'

/** What is read from the running system, in numbers only; nothing about a person. */
export type SelfFacts = {
  production: boolean
  https: boolean
  captcha: boolean
  scanner: boolean
  /** files that wait for the scanner */
  unscanned: number
  /** staff accounts that may log in and have no second factor yet */
  withoutFactor: number
  /** demo accounts that may log in */
  demoAccounts: number
  /** roles of the three administrators nobody holds, by their labels */
  emptyRoles: string[]
  /** steps in a row that nobody could finish without doing two of them himself, in words */
  shortOfHands: string[]
  /** staff accounts without a login for ninety days */
  idleAccounts: number
  /** audit records that have waited for their seal for over a minute */
  unsealedLate: number
  /** triggers that keep audit records from being changed, and how many there ought to be */
  guards: { on: number; of: number }
  database: { superuser: boolean; ownsAudit: boolean; encrypted: boolean; local: boolean }
  /** between the clock of this machine and that of the database, in seconds */
  clockSeconds: number
  workerAlive: boolean
}

/**
 * `live` was tested just now; `capability` is built in, and no test of a page proves that it is used well; `manual` only a
 * person can know. The latter two never count as passed (trust TE12).
 */
export type SelfKind = 'live' | 'capability' | 'manual'

export type SelfItem = {
  /** GB/T 22239-2019, third level */
  article: string
  title: string
  kind: SelfKind
  /** of a live one whether it holds; null: nothing here says so */
  holds: boolean | null
  finding: string
  /** what to do, where it does not hold */
  todo?: string
}

type Live = Omit<SelfItem, 'kind'> & { holds: boolean; todo: string }

/** What can be tested while the system runs. */
function live(facts: SelfFacts, { auth }: Policy): SelfItem[] {
  const { database, guards } = facts
  const rule = auth.passwordMode === 'dengbao' ? '不少于 10 位、三类字符，90 天更换' : '不少于 15 位，不用常见密码'
  const items: Live[] = [
    {
      article: '8.1.2.2 通信传输',
      title: '网站只用加密连接',
      holds: facts.https,
      finding: facts.https ? '网站地址以 https 开头。' : '网站地址以 http 开头，密码和个人信息明文传输。',
      todo: '在前面配置反向代理和证书，把 PUBLIC_URL 改为 https 地址。',
    },
    {
      article: '8.1.2.2 通信传输',
      title: '到数据库的连接',
      holds: database.local || database.encrypted,
      finding: database.local
        ? '数据库在本机。'
        : database.encrypted
          ? '连接已加密。'
          : '数据库在另一台机器，连接没有加密。',
      todo: '在 DATABASE_URL 后加 sslmode=verify-full，并在数据库上启用 TLS。',
    },
    {
      article: '8.1.4.1 身份鉴别',
      title: '工作人员二次验证',
      holds: facts.withoutFactor === 0,
      finding:
        facts.withoutFactor === 0 ? `已全部设置。密码规则：${rule}。` : `${facts.withoutFactor} 个账号还没有设置。`,
      todo: '他们下次登录时必须设置；长期不登录的请停用。',
    },
    {
      article: '8.1.4.1 身份鉴别',
      title: '人机验证',
      holds: facts.captcha,
      finding: facts.captcha ? '已开启。' : '没有开启，容易被程序反复试探。',
      todo: '设置 CAPTCHA=on。',
    },
    {
      article: '8.1.4.2 访问控制',
      title: '没有默认账号',
      holds: facts.demoAccounts === 0,
      finding: facts.demoAccounts === 0 ? '没有演示账号。' : `有 ${facts.demoAccounts} 个演示账号，密码是公开的。`,
      todo: '正式使用请用空数据库和 npm run setup 另行安装，不要在演示环境里存真实资料。',
    },
    {
      article: '8.1.4.2 访问控制',
      title: '没有多余的账号',
      holds: facts.idleAccounts === 0,
      finding:
        facts.idleAccounts === 0
          ? '工作人员账号 90 天内都登录过。'
          : `${facts.idleAccounts} 个工作人员账号 90 天没有登录。`,
      todo: '核对后停用不再需要的账号。',
    },
    {
      article: '8.1.5 安全管理中心',
      title: '三员分立',
      holds: facts.emptyRoles.length === 0,
      finding:
        facts.emptyRoles.length === 0
          ? '系统、安全、审计管理员都有人担任，角色互斥由数据库保证。'
          : `没有人担任：${facts.emptyRoles.join('、')}。`,
      todo: '由安全管理员授权；三个角色不能由同一人担任。',
    },
    {
      article: '8.1.4.2 访问控制',
      title: '连续两步由不同的人办理',
      holds: facts.shortOfHands.length === 0,
      finding:
        facts.shortOfHands.length === 0
          ? '现行规则中，每个环节都有足够的人可以分别办理。'
          : `能办理的人不够，办到一半会停住：${facts.shortOfHands.join('；')}。`,
      todo: '请安全管理员给另一位工作人员授予相应的角色（审核人员、业务管理员；抽取的，抽取人、监督人员）。',
    },
    {
      article: '8.1.4.3 安全审计',
      title: '审计记录及时封存',
      holds: facts.unsealedLate === 0,
      finding:
        facts.unsealedLate === 0 ? '一分钟前的记录都已连成链。' : `${facts.unsealedLate} 条记录超过一分钟没有封存。`,
      todo: '检查后台任务是否在运行。',
    },
    {
      article: '8.1.4.3 安全审计',
      title: '审计记录不能改、不能删',
      holds: guards.on === guards.of,
      finding: `数据库中的保护 ${guards.on}/${guards.of} 项有效；系统不能删除审计记录；运维人员归档时，系统里至少保留 ${LEAST_DAYS} 天。`,
      todo: '有人关闭了保护。请立即查明，并用 npm run verify 核对整个数据库。',
    },
    {
      article: '8.1.4.3 安全审计',
      title: '程序使用的数据库账号',
      holds: !database.superuser && !database.ownsAudit,
      finding: database.superuser
        ? '程序用数据库的超级用户连接，可以绕过一切保护。'
        : database.ownsAudit
          ? '程序的账号同时是审计表的所有者，有权关闭它的保护。'
          : '程序的账号不能改变审计表的结构和保护。',
      todo: '升级数据库结构用一个账号，日常运行用另一个只能读写数据的账号，见正式部署说明。',
    },
    {
      article: '8.1.4.3 安全审计',
      title: '时间一致',
      holds: Math.abs(facts.clockSeconds) <= 5,
      finding: `本机与数据库的时间相差 ${Math.abs(facts.clockSeconds).toFixed(1)} 秒；系统以数据库的时间为准。`,
      todo: '用 NTP 校准服务器的时间。',
    },
    {
      article: '8.1.4.5 恶意代码防范',
      title: '上传文件的病毒扫描',
      holds: facts.scanner && facts.unscanned === 0,
      finding: !facts.scanner
        ? '没有病毒扫描服务。'
        : facts.unscanned === 0
          ? '扫描服务在用，没有积压。'
          : `有 ${facts.unscanned} 个文件等待扫描。`,
      todo: facts.scanner ? '检查扫描服务是否在运行。' : '安装 clamd，设置 SCANNER=clamd。',
    },
    {
      article: '8.1.5.1 系统管理',
      title: '后台任务在运行',
      holds: facts.workerAlive,
      finding: facts.workerAlive ? '30 秒内有心跳。' : '没有心跳：短信、公示期满入库、封存审计都停了。',
      todo: '重新启动系统；仍不行请看日志。',
    },
  ]
  return items.map(({ todo, ...item }) => ({ ...item, kind: 'live', ...(item.holds ? {} : { todo }) }))
}

/** What the system can do; that it is used as meant, somebody has to look at. */
function capabilities({ auth }: Policy): SelfItem[] {
  const { idleMinutes, absoluteHours, maxSessions } = auth
  const rows: [article: string, title: string, finding: string][] = [
    ['8.1.4.1 身份鉴别', '登录失败处理', '连续输错逐步延长等待并锁定，按账号、手机和地址分别限制。'],
    [
      '8.1.4.1 身份鉴别',
      '会话超时',
      `工作人员 ${idleMinutes.staff} 分钟、其他人 ${idleMinutes.others} 分钟不操作即退出，最长 ${absoluteHours} 小时，每人最多 ${maxSessions} 处登录。`,
    ],
    [
      '8.1.4.2 访问控制',
      '最小权限',
      '每项操作按角色和范围判断，看不到的对象与不存在的回答相同；连续两步不能由同一人办理。',
    ],
    [
      '8.1.4.7 数据完整性',
      '防止丢失和篡改',
      '提交的内容冻结并留有校验值；同时修改时后到的人会被告知；审计记录逐条相扣。',
    ],
    [
      '8.1.4.8 数据保密性',
      '敏感信息加密存储',
      '证件号码、手机号码、银行账号用 AES-256-GCM 加密，密钥有版本；文件加密存放。',
    ],
    ['8.1.4.11 个人信息保护', '遮盖与查看原文', '列表中一律遮盖，查看原文要权限、再次验证和理由，并留痕。'],
    [
      '8.1.4.11 个人信息保护',
      '告知、同意与副本',
      '告知有版本和时间；银行账户单独同意，可以撤回；本人可以看到并导出自己的全部信息。',
    ],
  ]
  return rows.map(([article, title, finding]) => ({ article, title, kind: 'capability', holds: null, finding }))
}

const manual: readonly [article: string, title: string, finding: string][] = [
  ['8.1.1 安全物理环境', '机房与设备', '门禁、供电、消防、防盗等。'],
  ['8.1.3 安全区域边界', '防火墙与反向代理', '只开放网站端口；代理改写来源地址并限制上传大小，见正式部署说明。'],
  ['8.1.4.4 入侵防范', '补丁与加固', '操作系统、数据库和 Node.js 的补丁；不必要的服务已关闭；定期漏洞扫描。'],
  ['8.1.4.6 可信验证', '可信启动', '服务器的可信根和启动验证。'],
  ['8.1.4.9 数据备份恢复', '备份与恢复演练', '数据库、文件目录和密钥分开备份，并实际恢复过。'],
  ['8.1.4.3 安全审计', '审计记录的异地留存', '定期导出，存放在本系统管理员够不到的地方。'],
  ['8.1.6 以下 安全管理', '制度、人员与应急', '管理制度、岗位职责、培训、应急预案和演练。'],
  ['密码应用', '商用密码应用安全性评估', '需要时由有资质的机构评估；系统使用的是通用算法。'],
]

/** The list for 等保自查: what was tested just now, what is built in, what a person has to confirm. Pure. */
export function selfCheck(facts: SelfFacts, policy: Policy): SelfItem[] {
  return [
    ...live(facts, policy),
    ...capabilities(policy),
    ...manual.map(([article, title, finding]) => ({ article, title, kind: 'manual' as const, holds: null, finding })),
  ]
}
