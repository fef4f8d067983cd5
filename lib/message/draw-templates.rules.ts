import { sentence } from './sentence.rules'

/** What the messages of draws say: none to somebody who was drawn carries anybody's name. */
export const drawTemplates = {
  'draw.approved': (p: { site: string; number: string }) =>
    `您提出的专家抽取需求（${p.number}）已获同意，将由抽取人抽取专家。办理情况请登录${p.site}查看。`,
  'draw.toRun': (p: { site: string; number: string; when: string; why: string }) =>
    `抽取需求 ${p.number} ${p.why}，等待抽取（评审时间 ${p.when}）。请登录${p.site}抽取专家。`,
  'draw.toUnseal': (p: { site: string; number: string }) =>
    `抽取需求 ${p.number} 的名单可以启封了，要由抽取人和监督人员各一人先后启封。请登录${p.site}，打开这份需求办理。`,
  'draw.returned': (p: { site: string; number: string; opinion: string }) =>
    `您提出的专家抽取需求（${p.number}）被退回。理由：${sentence(p.opinion)}请登录${p.site}修改后再次提交。`,
  'draw.invited': (p: {
    site: string
    authority: string
    what: string
    when: string
    place: string
    link: string
    until: string
    /** how to answer by SMS, where that can be read; empty where not */
    reply: string
  }) =>
    `${p.authority}邀请您参加${p.what}，时间 ${p.when}，地点：${sentence(p.place)}请在 ${p.until} 前打开 ${p.link} 答复是否参加。${p.reply}链接只给您本人使用，请保密，请勿转发。`,
  'draw.reminder': (p: {
    site: string
    authority: string
    what: string
    when: string
    link: string
    until: string
    reply: string
  }) =>
    `${p.authority}邀请您参加 ${p.when} 的${p.what}，还没有收到您的答复，${p.until} 后不能再答复。请打开 ${p.link}，告诉我们您是否参加。${p.reply}`,
  'draw.expired': (p: { site: string; authority: string; what: string; when: string }) =>
    `${p.authority}邀请您参加 ${p.when} 的${p.what}，答复时间已过，没有收到您的答复，这次不再安排您参加，您不用再答复，也不用到场。`,
  'draw.soon': (p: { site: string; what: string; when: string; place: string; link: string }) =>
    `您已接受邀请的${p.what}将于 ${p.when} 举行，地点：${sentence(p.place)}到场时请出示签到码，打开 ${p.link} 可以看到；来不了的，请尽早在那里说明。`,
  'draw.materials': (p: { site: string; what: string; when: string; link: string }) =>
    `您已接受邀请的 ${p.when} 的${p.what}有新的评审材料，请打开 ${p.link} 查看。材料请保密，请勿转发。`,
  'draw.released': (p: { site: string; authority: string; what: string; when: string }) =>
    `${p.authority}原定邀请您参加的 ${p.when} 的${p.what}安排有变，您不用参加了。给您带来不便，敬请谅解。`,
  'draw.short': (p: { site: string; number: string; group: string; count: string }) =>
    `抽取需求 ${p.number} 的${p.group}还差 ${p.count} 人，没有可以递补的专家了，需要补抽。请登录${p.site}办理。`,
  'draw.concern': (p: { site: string; number: string; count: string }) =>
    `抽取需求 ${p.number} 有 ${p.count} 个席位的专家抽取以后不再符合要求或应当回避，请业务管理员登录${p.site}，在「通知和答复」里办理。`,
  'draw.objected': (p: { site: string; number: string; count: string }) =>
    `抽取需求 ${p.number} 有 ${p.count} 位专家说明：代为记录的“不能参加”不是本人的答复。请登录${p.site}，在「通知和答复」里查看，并核实通话情况。`,
  'draw.feedbackDue': (p: { site: string; number: string; until: string }) =>
    `抽取需求 ${p.number} 的评审已经结束，请在 ${p.until} 前登录${p.site}，反馈专家的履职情况。`,
  'draw.feedbackLate': (p: { site: string; number: string; until: string }) =>
    `抽取需求 ${p.number} 的履职反馈已逾期（应在 ${p.until} 前完成），请尽快登录${p.site}反馈。`,
  'draw.bankAsk': (p: { site: string; what: string; when: string }) =>
    `您参加了 ${p.when} 的${p.what}，劳务费将转到您本人的银行账户，系统里还没有您的账户。请登录${p.site}，在“用户中心”的“银行账户”中填写。`,
  'draw.shortLate': (p: { site: string; number: string; group: string; count: string }) =>
    `抽取需求 ${p.number} 的${p.group}还差 ${p.count} 人，评审时间已到，不能再递补或补抽。请登录${p.site}，按到会人数办理。`,
  'draw.moved': (p: {
    site: string
    authority: string
    what: string
    when: string
    place: string
    link: string
    until: string
    reply: string
  }) =>
    `${p.authority}邀请您参加的${p.what}改到 ${p.when}，地点：${sentence(p.place)}原来的答复不再有效，请在 ${p.until} 前打开 ${p.link} 重新答复是否参加。${p.reply}请保密，请勿转发。`,
  'draw.calledOff': (p: { site: string; authority: string; what: string; when: string }) =>
    `${p.authority}原定邀请您参加的 ${p.when} 的${p.what}已取消，您不用参加，也不用再答复。给您带来不便，敬请谅解。`,
  'draw.declinedFor': (p: {
    site: string
    authority: string
    what: string
    when: string
    link: string
    until: string
    /** what was written down as his reason, where that has consequences of its own; empty where not */
    why: string
  }) =>
    `已为您记录：不能参加 ${p.when} 的${p.what}${p.why}。如果这不是您的答复，请在 ${p.until} 前打开 ${p.link} 说明；没有问题的不用理会。`,
  'draw.acceptedFor': (p: { site: string; what: string; when: string; link: string }) =>
    `已为您记录：参加 ${p.when} 的${p.what}。请打开 ${p.link} 签署保密与回避承诺，签署后才能看到评审材料和签到码。如果这不是您的答复，请在评审开始前打开上面的链接，答复“不能参加”。`,
  'draw.replyAccepted': (p: { site: string; what: string; when: string; link: string }) =>
    `已收到您的短信：参加 ${p.when} 的${p.what}。请打开 ${p.link} 签署保密与回避承诺，签署后才能看到评审材料和签到码。`,
  'draw.replyUnclear': (p: { site: string; say: string }) => `您发给${p.site}的短信没有记为答复：${sentence(p.say)}`,
  'draw.changed': (p: { site: string; number: string; what: string; opinion: string }) =>
    `专家抽取需求（${p.number}）${p.what}。理由：${sentence(p.opinion)}详情请登录${p.site}查看。`,
  'draw.sealing': (p: { site: string; number: string; what: string }) =>
    `抽取需求 ${p.number}：${sentence(p.what)}请登录${p.site}，打开这份需求办理。`,
  'draw.specialOut': (p: { site: string; number: string; count: string }) =>
    `名单已经公开：您提出的特邀（${p.number}）中，有 ${p.count} 人按规定没有邀请。详情请登录${p.site}查看。`,
} as const

export const drawLabels: Record<keyof typeof drawTemplates, string> = {
  'draw.approved': '抽取需求已同意',
  'draw.toRun': '等待抽取',
  'draw.toUnseal': '名单等待启封',
  'draw.returned': '抽取需求被退回',
  'draw.invited': '评审邀请',
  'draw.reminder': '评审邀请提醒',
  'draw.expired': '评审邀请已过时',
  'draw.soon': '评审即将开始',
  'draw.materials': '评审材料有更新',
  'draw.released': '评审安排有变',
  'draw.short': '需要补抽',
  'draw.concern': '抽中的专家需要核查',
  'draw.objected': '代记的答复有误',
  'draw.feedbackDue': '履职反馈提醒',
  'draw.feedbackLate': '履职反馈逾期提醒',
  'draw.bankAsk': '请填写银行账户',
  'draw.shortLate': '评审开始时人数不足',
  'draw.moved': '评审改期',
  'draw.calledOff': '评审取消',
  'draw.declinedFor': '代为记录的答复',
  'draw.acceptedFor': '代为记录的接受',
  'draw.replyAccepted': '短信答复已收到',
  'draw.replyUnclear': '短信答复没有记录',
  'draw.changed': '抽取需求有变',
  'draw.sealing': '抽取的封存和三方内容',
  'draw.specialOut': '特邀专家中有人不能邀请',
}
