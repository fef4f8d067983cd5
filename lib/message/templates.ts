/** People end what they write with a full stop or without: the message has exactly one. */
const sentence = (text: string) => {
  const words = text.replace(/[\s。.，,；;、]+$/u, '')
  return /[！？!?…]$/u.test(words) ? words : `${words}。`
}

/** What each message says. Pure; every parameter is plain text and is cleaned of line breaks before use (trust IN24). */
const templates = {
  'code.register': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于注册${p.site}账号。请勿告诉他人，工作人员不会向您索要。`,
  'code.registerUnit': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于注册${p.site}单位账号。请勿告诉他人。`,
  'code.joinUnit': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于接受${p.site}单位管理员的邀请。请勿告诉他人。`,
  'code.objection': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于在${p.site}提出公示异议。如非本人操作，请忽略。`,
  'code.claim': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于${p.site}在库专家首次登录。请勿告诉他人，工作人员不会向您索要。`,
  'code.recover': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于重设${p.site}登录密码。如非本人操作，请忽略。`,
  'code.email': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于验证您在${p.site}登记的电子邮箱。如非本人操作，请忽略。`,
  'code.login': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于登录${p.site}。请勿告诉他人，工作人员不会向您索要。`,
  'code.factor': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于登录${p.site}的第二步验证。如非本人操作，请立即修改登录密码。`,
  'code.stepUp': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于在${p.site}确认一项重要操作。如非本人操作，请立即修改登录密码。`,
  'code.phoneOld': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于更换${p.site}的登录手机。如非本人操作，请立即修改登录密码。`,
  'code.phoneNew': (p: { code: string; minutes: string; site: string }) =>
    `验证码 ${p.code}，${p.minutes} 分钟内有效，用于把这个手机号设为${p.site}的登录手机。如非本人操作，请忽略。`,
  'factor.changed': (p: { site: string; time: string; what: string }) =>
    `您在${p.site}的二次验证已于 ${p.time} ${p.what}。如非本人操作，请立即修改登录密码并联系我们。`,
  'phone.changed': (p: { site: string; time: string; phone: string }) =>
    `您在${p.site}的登录手机已于 ${p.time} 更换为 ${p.phone}，其他设备已退出登录。如非本人操作，请立即联系我们。`,
  'phone.asked': (p: { site: string; time: string; phone: string }) =>
    `有人申请把您在${p.site}的登录手机更换为 ${p.phone}，${p.time} 之后可以生效。如非本人操作，请立即登录，在「账号与安全」中取消，并修改密码。`,
  'account.unknownLogin': (p: { site: string }) =>
    `您正在用短信验证码登录${p.site}，但这个手机号还没有账号。如需使用，请先注册。`,
  'account.unknown': (p: { site: string }) => `您正在找回${p.site}的密码，但这个手机号还没有账号。如需使用，请先注册。`,
  'account.documentTried': (p: { site: string }) =>
    `有人用您的证件号码注册${p.site}账号，没有成功，您的账号不受影响。如是您本人，请直接登录、找回密码或首次登录；如非本人操作，请联系我们。`,
  'password.changed': (p: { site: string; time: string }) =>
    `您在${p.site}的登录密码已于 ${p.time} 修改，其他设备已退出登录。如非本人操作，请立即找回密码。`,
  'unit.invited': (p: { site: string; unit: string; link: string; until: string }) =>
    `${p.unit}邀请您担任${p.site}的单位管理员。请在 ${p.until} 前打开 ${p.link} 设置密码，链接只能使用一次。不认识的请忽略。`,
  'staff.activate': (p: { site: string; login: string; hours: string; link: string }) =>
    `您的${p.site}工作人员账号已准备好，登录名 ${p.login}。请在 ${p.hours} 小时内打开 ${p.link} 设置密码，链接只能用一次，请勿转给他人。`,
  'staff.rescued': (p: { site: string; time: string }) =>
    `您在${p.site}的管理员账号已于 ${p.time} 在服务器上重置，密码、二次验证和登记的手机都已作废。如非本人要求，请立即联系我们。`,
  'unit.merged': (p: { site: string; unit: string; into: string }) =>
    `${p.unit}已并入${p.into}。您的账号和密码不变，登录${p.site}后办理${p.into}的事项。如有疑问请联系我们。`,
  'email.proved': (p: { site: string; email: string }) =>
    `您在${p.site}的找回邮箱已设为 ${p.email}。如非本人操作，请立即修改密码，并联系我们。`,
  'unit.approved': (p: { unit: string; site: string }) =>
    `${p.unit}的单位账号已审核通过，现在可以登录${p.site}，完善单位信息并推荐专家。`,
  'unit.firstApproved': (p: { unit: string; site: string }) =>
    `${p.unit}的单位账号已通过初审。请登录${p.site}完善单位信息、上传统一社会信用代码证，提交复审。`,
  'unit.disabled': (p: { unit: string; site: string; opinion: string }) =>
    `${p.unit}在${p.site}的单位账号已停用。原因：${sentence(p.opinion)}如有疑问请联系我们。`,
  'unit.enabled': (p: { unit: string; site: string }) => `${p.unit}在${p.site}的单位账号已恢复使用，现在可以登录。`,
  'unit.refused': (p: { unit: string; site: string; opinion: string }) =>
    `${p.unit}的单位账号审核未通过。原因：${sentence(p.opinion)}请登录${p.site}修改后重新提交。`,
  'affiliation.approved': (p: { unit: string; site: string }) =>
    `${p.unit}已审核通过您的个人信息，现在可以登录${p.site}，申请成为专家。`,
  'affiliation.refused': (p: { unit: string; site: string; opinion: string }) =>
    `您的个人信息未通过${p.unit}审核。原因：${sentence(p.opinion)}请登录${p.site}修改后重新提交。`,
  'application.returned': (p: { site: string; by: string; opinion: string }) =>
    `您的入库申请被${p.by}退回修改。意见：${sentence(p.opinion)}请登录${p.site}修改后再次提交。`,
  'application.notRecommended': (p: { site: string; by: string; opinion: string }) =>
    `您的入库申请未获${p.by}推荐。原因：${sentence(p.opinion)}详情请登录${p.site}查看。`,
  'application.admitted': (p: { site: string }) =>
    `您的入库申请已审核通过，您已成为${p.site}在库专家。请定期登录并保持信息准确。`,
  'application.proposed': (p: { site: string }) =>
    `您的入库申请已通过资格审核，拟入库，公示无异议后成为${p.site}在库专家。公示前不需要您做什么，可登录查看进度。`,
  'application.refused': (p: { site: string; opinion: string }) =>
    `您的入库申请审核不通过。意见：${sentence(p.opinion)}详情请登录${p.site}查看。`,
  'publicity.published': (p: { site: string; until: string }) =>
    `您的入库申请从今天起在${p.site}公示，到 ${p.until} 为止，没有异议即入库。不需要您做什么，可登录查看进度。`,
  'publicity.objected': (p: { site: string }) =>
    `您的入库申请在公示中收到异议，正在核查，核查结束前暂不入库。需要说明情况的，请联系我们，或登录${p.site}查看进度。`,
  'publicity.released': (p: { site: string }) =>
    `对您入库申请的异议经核查不成立，申请恢复办理，公示期满即入库。可登录${p.site}查看进度。`,
  'objection.received': (p: { site: string; receipt: string }) =>
    `您在${p.site}提出的公示异议已收到，回执编号 ${p.receipt}。请妥善保存，凭编号可以在网站查询办理结果。`,
  'objection.decided': (p: { site: string; receipt: string; outcome: string }) =>
    `您提出的公示异议（回执 ${p.receipt}）已办结：${p.outcome}。办理意见请在${p.site}凭回执编号查询。`,
  'change.proposed': (p: { site: string; by: string; reason: string }) =>
    `${p.by}为您提出了专家信息变更，审核通过后生效。理由：${sentence(p.reason)}内容请登录${p.site}查看，不对的请联系${p.by}。`,
  'change.returned': (p: { site: string; by: string; opinion: string }) =>
    `专家信息变更被${p.by}退回修改。意见：${sentence(p.opinion)}请登录${p.site}修改后再次提交，库中仍是原来的信息。`,
  'change.notAgreed': (p: { site: string; by: string; opinion: string }) =>
    `您的专家信息变更未获${p.by}同意，库中仍是原来的信息。原因：${sentence(p.opinion)}详情请登录${p.site}查看。`,
  'change.admitted': (p: { site: string }) =>
    `您的专家信息变更已审核通过，从现在起生效。变更后的信息可登录${p.site}查看。`,
  'change.refused': (p: { site: string; opinion: string }) =>
    `您的专家信息变更审核不通过，库中仍是原来的信息。意见：${sentence(p.opinion)}详情请登录${p.site}查看。`,
  'change.declined': (p: { site: string; name: string; by: string }) =>
    `${p.name}本人已结束${p.by}提出的专家信息变更，这份变更不再办理，库中仍是原来的信息。如有疑问请联系本人，详情请登录${p.site}查看。`,
  'membership.sleepSoon': (p: { site: string; day: string }) =>
    `您已很久没有登录${p.site}。${p.day} 前没有登录的，将转为「休眠」，不再参加抽取。登录一次即可保持在库。`,
  'membership.slept': (p: { site: string }) =>
    `您超过规定年限没有登录${p.site}，已转为「休眠」，暂不参加抽取。登录一次即可恢复在库。`,
  'membership.leaveSoon': (p: { site: string; day: string }) =>
    `您在${p.site}处于「休眠」。${p.day} 前没有登录的，将自动出库。登录一次即可恢复在库。`,
  'membership.leftAutomatically': (p: { site: string; days: string }) =>
    `您因长期没有登录，已从${p.site}自动出库。愿意继续担任专家的，${p.days} 天内登录后可以自行恢复。`,
  'membership.suspended': (p: { site: string }) =>
    `您在${p.site}的在库状态已暂停，暂不参加抽取。原因请登录查看，如有疑问请联系我们。`,
  'membership.resumed': (p: { site: string }) => `您在${p.site}已恢复在库。`,
  'membership.exitProposed': (p: { site: string; reason: string; until: string }) =>
    `管理部门拟将您从${p.site}出库，原因：${sentence(p.reason)}请在 ${p.until} 前登录查看依据，并提交陈述申辩；核实之后才作决定。`,
  'membership.left': (p: { site: string; reason: string }) =>
    `经核实，您已从${p.site}出库。原因：${sentence(p.reason)}详情和重新申请的时间请登录查看。`,
  'membership.back': (p: { site: string }) => `${p.site}已撤销对您的出库，您恢复在库。`,
  'membership.stays': (p: { site: string }) => `经核实，${p.site}对您不予出库，您的状态恢复为提出之前的状态。`,
  'invite.sent': (p: { site: string; authority: string; name: string; link: string; until: string }) =>
    `${p.name}专家您好，${p.authority}邀请您加入${p.site}。请在 ${p.until} 前打开 ${p.link} 查看和答复，链接只给您本人使用，请勿转发。`,
  'invite.reminder': (p: { site: string; authority: string; name: string; link: string; until: string }) =>
    `${p.name}专家您好，${p.authority}邀请您加入${p.site}，还没有收到您的答复，${p.until} 后链接失效。请打开 ${p.link} 接受或谢绝。`,
  'invite.unit': (p: { site: string; authority: string; unit: string; name: string }) =>
    `${p.unit}的${p.name}受${p.authority}邀请，已提交专家入库申请。受邀的申请不需要单位推荐；如不是本单位人员，请登录${p.site}办理或联系我们。`,
  'account.claim': (p: { site: string; link: string }) =>
    `您是${p.site}的在库专家，账号已经准备好。请打开 ${p.link} 首次登录：核对证件，设置密码，补全资料。不是您本人的请忽略。`,
  'export.ready': (p: { site: string; number: string; until: string }) =>
    `您申请导出的专家名单（${p.number}）已生成，请在 ${p.until} 前登录${p.site}下载，到期删除。`,
  'export.refused': (p: { site: string; number: string; opinion: string }) =>
    `您申请导出的专家名单（${p.number}）未获同意。原因：${sentence(p.opinion)}详情请登录${p.site}查看。`,
  'export.revoked': (p: { site: string; number: string; by: string; opinion: string }) =>
    `您申请导出的专家名单（${p.number}）已被${p.by}收回，不能再下载。原因：${sentence(p.opinion)}已下载的请立即删除，详情请登录${p.site}查看。`,
  'export.stopped': (p: { site: string; number: string; opinion: string }) =>
    `您申请导出的专家名单（${p.number}）没有做成。${sentence(p.opinion)}详情请登录${p.site}查看。`,
  'draw.approved': (p: { site: string; number: string }) =>
    `您提出的专家抽取需求（${p.number}）已获同意，将由抽取人抽取专家。办理情况请登录${p.site}查看。`,
  'draw.returned': (p: { site: string; number: string; opinion: string }) =>
    `您提出的专家抽取需求（${p.number}）被退回。理由：${sentence(p.opinion)}请登录${p.site}修改后再次提交。`,
  'account.claimed': (p: { site: string; time: string }) =>
    `您在${p.site}的账号已于 ${p.time} 首次登录并设置了密码。如非本人操作，请立即联系我们或所在单位的管理员。`,
  'account.claimedBy': (p: { site: string; whom: string; time: string; way: string }) =>
    `${p.whom}已于 ${p.time} 在${p.site}首次登录（${p.way}）。请留意是否本人，不是的请立即联系我们。`,
  'intake.entered': (p: { site: string; by: string; number: string }) =>
    `您已由${p.by}按名单列为${p.site}在库专家，没有填写的入库申请 ${p.number} 不再办理。请用原来的账号登录，核对并补全资料。`,
  'application.waiting': (p: { site: string; unit: string; count: string }) =>
    `${p.unit}有 ${p.count} 份专家入库申请待推荐，请登录${p.site}办理。`,
  'draw.invited': (p: {
    site: string
    authority: string
    what: string
    when: string
    place: string
    link: string
    until: string
  }) =>
    `${p.authority}邀请您参加${p.what}，时间 ${p.when}，地点：${sentence(p.place)}请在 ${p.until} 前打开 ${p.link} 答复是否参加。链接只给您本人使用，请保密，请勿转发。`,
  'draw.reminder': (p: { site: string; authority: string; what: string; when: string; link: string; until: string }) =>
    `${p.authority}邀请您参加 ${p.when} 的${p.what}，还没有收到您的答复，${p.until} 后不能再答复。请打开 ${p.link}，告诉我们您是否参加。`,
  'draw.soon': (p: { site: string; what: string; when: string; place: string; link: string }) =>
    `您已接受邀请的${p.what}将于 ${p.when} 举行，地点：${sentence(p.place)}到场时请出示签到码，打开 ${p.link} 可以看到；来不了的，请尽早在那里说明。`,
  'draw.released': (p: { site: string; authority: string; what: string; when: string }) =>
    `${p.authority}原定邀请您参加的 ${p.when} 的${p.what}安排有变，您不用参加了。给您带来不便，敬请谅解。`,
  'draw.feedbackDue': (p: { site: string; number: string; until: string }) =>
    `抽取需求 ${p.number} 的评审已经结束，请在 ${p.until} 前登录${p.site}，反馈专家的履职情况。`,
  'draw.feedbackLate': (p: { site: string; number: string; until: string }) =>
    `抽取需求 ${p.number} 的履职反馈已逾期（应在 ${p.until} 前完成），请尽快登录${p.site}反馈。`,
  'draw.bankAsk': (p: { site: string; what: string; when: string }) =>
    `您参加了 ${p.when} 的${p.what}，劳务费将转到您本人的银行账户，系统里还没有您的账户。请登录${p.site}，在“用户中心”的“银行账户”中填写。`,
  'draw.short': (p: { site: string; number: string; group: string; count: string }) =>
    `抽取需求 ${p.number} 的${p.group}还差 ${p.count} 人，没有可以递补的专家了，需要补抽。请登录${p.site}办理。`,
} as const

export type TemplateName = keyof typeof templates

/** What staff, and the subject line of an e-mail, call each message. */
const labels: Record<TemplateName, string> = {
  'code.register': '注册验证码',
  'code.registerUnit': '单位注册验证码',
  'code.joinUnit': '接受管理员邀请验证码',
  'code.objection': '公示异议验证码',
  'code.claim': '首次登录验证码',
  'account.claim': '首次登录提醒',
  'account.claimed': '首次登录成功提示',
  'account.claimedBy': '本单位专家首次登录提示',
  'code.recover': '找回密码验证码',
  'code.email': '邮箱验证码',
  'code.login': '登录验证码',
  'code.factor': '登录第二步验证码',
  'code.stepUp': '重要操作验证码',
  'code.phoneOld': '更换手机验证码（原手机）',
  'code.phoneNew': '更换手机验证码（新手机）',
  'factor.changed': '二次验证变动提示',
  'phone.changed': '登录手机更换提示',
  'phone.asked': '申请更换登录手机提示',
  'account.unknownLogin': '短信登录提示',
  'account.unknown': '找回密码提示',
  'account.documentTried': '证件号码被他人使用提示',
  'password.changed': '密码修改提示',
  'unit.invited': '单位管理员邀请',
  'staff.activate': '工作人员账号激活链接',
  'staff.rescued': '管理员账号已重置',
  'unit.merged': '单位合并通知',
  'email.proved': '邮箱验证提示',
  'unit.firstApproved': '单位初审通过',
  'unit.approved': '单位审核通过',
  'unit.disabled': '单位账号停用',
  'unit.enabled': '单位账号恢复使用',
  'unit.refused': '单位审核未通过',
  'affiliation.approved': '单位从属审核通过',
  'affiliation.refused': '单位从属审核不通过',
  'application.returned': '申请退回修改',
  'application.notRecommended': '申请未获推荐',
  'application.admitted': '入库审核通过',
  'application.proposed': '资格审核通过，拟入库',
  'application.refused': '入库审核不通过',
  'publicity.published': '入库公示开始',
  'publicity.objected': '公示收到异议',
  'publicity.released': '公示异议不成立',
  'objection.received': '异议回执',
  'objection.decided': '异议办理结果',
  'change.proposed': '单位或归口部门提出信息变更',
  'change.returned': '信息变更退回修改',
  'change.notAgreed': '信息变更未获同意',
  'change.admitted': '信息变更生效',
  'change.refused': '信息变更审核不通过',
  'change.declined': '专家本人结束提出的信息变更',
  'membership.sleepSoon': '休眠提醒',
  'membership.slept': '转为休眠',
  'membership.leaveSoon': '自动出库提醒',
  'membership.leftAutomatically': '自动出库',
  'membership.suspended': '在库暂停',
  'membership.resumed': '恢复在库',
  'membership.exitProposed': '提出出库，听取陈述申辩',
  'membership.left': '出库',
  'membership.back': '撤销出库',
  'membership.stays': '不予出库',
  'invite.sent': '入库邀请',
  'invite.reminder': '入库邀请提醒',
  'invite.unit': '本单位人员受邀入库',
  'export.ready': '名单导出可以下载',
  'export.refused': '名单导出未获同意',
  'export.revoked': '名单导出被收回',
  'export.stopped': '名单导出没有做成',
  'draw.approved': '抽取需求已同意',
  'draw.returned': '抽取需求被退回',
  'intake.entered': '按名单入库，原申请结束',
  'application.waiting': '有申请待推荐',
  'draw.invited': '评审邀请',
  'draw.reminder': '评审邀请提醒',
  'draw.soon': '评审即将开始',
  'draw.released': '评审安排有变',
  'draw.feedbackDue': '履职反馈提醒',
  'draw.feedbackLate': '履职反馈逾期提醒',
  'draw.bankAsk': '请填写银行账户',
  'draw.short': '需要补抽',
}

export const templateNames = Object.keys(labels) as TemplateName[]

/** A template in words; one that an older version wrote keeps its name. */
export const templateLabel = (name: string): string => labels[name as TemplateName] ?? name

export type TemplateParams<N extends TemplateName> = Parameters<(typeof templates)[N]>[0]

/** Line breaks, control and direction characters would let a name forge another message's lines. */
const clean = (text: string) => cut(text.replace(/[\p{Cc}\p{Cf}]+/gu, ' '))

/** What is too long for a message ends with a sign that there is more. */
const cut = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

const cleaned = (params: Record<string, string>) =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, clean(String(value))]))

/** The text of a message, and its parameters as a gateway that has templates of its own is told them. */
export function renderMessage<N extends TemplateName>(name: N, params: TemplateParams<N>): Rendered {
  const safe = cleaned(params)
  return { text: (templates[name] as (p: unknown) => string)(safe), params: safe }
}

export type Rendered = { text: string; params: Record<string, string> }

/** An e-mail: the subject in the first line, then plain text, signed with the name of the site. */
export function renderEmail<N extends TemplateName>(name: N, params: TemplateParams<N>): Rendered {
  const { text, params: safe } = renderMessage(name, params)
  const lines = [
    `【${safe.site}】${labels[name]}`,
    '',
    '您好！',
    '',
    text,
    '',
    `—— ${safe.site}`,
    '本邮件由系统自动发出，请不要回复。',
  ]
  return { text: lines.join('\n'), params: safe }
}
