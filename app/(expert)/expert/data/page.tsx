import type { Metadata } from 'next'
import { ContactBlock } from '@/components/policy/contact-block'
import { DownloadOwnData } from '@/components/privacy/download-own-data'
import { ConsentTable, KindsTable, LeftTable, RetentionTable, ShownTable } from '@/components/privacy/own-data-tables'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { currentPolicy } from '@/lib/policy/policy.public.dal'
import { ownConsents } from '@/lib/privacy/consent.dal'
import { leftWith } from '@/lib/privacy/left.dal'
import { countOwnData } from '@/lib/privacy/own-data.dal'
import { kindsOfData } from '@/lib/privacy/own-data.rules'
import { shownTo } from '@/lib/privacy/shown.dal'

export const metadata: Metadata = { title: '我的数据' }

/** What the system holds of somebody, for how long, who had it, what he agreed to, and a copy of all of it (PR7). */
export default async function Page() {
  const actor = await requirePage('individual')
  const [counts, shown, left, consents, { policy }] = await Promise.all([
    countOwnData(actor),
    shownTo(actor),
    leftWith(actor),
    ownConsents(actor),
    currentPolicy(),
  ])
  return (
    <>
      <PageHeader
        title="我的数据"
        description={`${policy.authority.name}的专家库里有哪些关于您的信息、谁看过、保存多久。`}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-5">
          <Card title="有哪些信息" flush>
            <KindsTable kinds={kindsOfData(counts, policy.profile.bank !== 'off')} />
          </Card>
          <Card title="下载全部信息" description="包括填写的内容、提交的每一版、办理记录、发给您的消息、登录记录。">
            <DownloadOwnData kinds={['pdf', 'json']} />
            <p className="mt-3 text-sm text-ink-3">
              登录超过 15 分钟的，下载前需要再验证一次身份。每天最多 5
              次，每次都有记录。文件里有完整的证件号码和手机号码；银行账号只有末四位，验证码不在里面。上传的文件列出名称和校验值，文件本身在原来的页面打开。
            </p>
          </Card>
          <Card title="谁办理、查看过" description="只列机构，不列经办人。" flush={shown.length > 0}>
            {shown.length > 0 ? <ShownTable shown={shown} /> : <p className="text-ink-3">还没有。</p>}
          </Card>
          <Card
            title="随专家名单导出"
            description="管理部门导出的专家名单里有您的，列在这里。导出要写明用途，并经另一人审批。"
            flush={left.length > 0}
          >
            {left.length > 0 ? <LeftTable left={left} /> : <p className="text-ink-3">没有导出过。</p>}
          </Card>
          <Card title="告知和同意" flush={consents.length > 0}>
            {consents.length > 0 ? <ConsentTable consents={consents} /> : <p className="text-ink-3">还没有记录。</p>}
          </Card>
          <Card title="保存多久" flush>
            <RetentionTable />
          </Card>
        </div>
        <div className="space-y-5">
          <Card title="更正">
            <p className="text-ink-2">
              大部分信息可以在左边“查看、更改”列出的页面自己更改。姓名和证件号码有误的，请带证件联系我们核实更正。
            </p>
          </Card>
          <Card title="退出专家库、注销账号">
            <p className="text-ink-2">
              在库专家可以在首页申请退出专家库。注销账号目前不能在网上办理，请联系我们，由工作人员核实身份后办理；正在办理的申请可以先自己撤回。
            </p>
          </Card>
          <ContactBlock contacts={policy.authority.contacts} />
        </div>
      </div>
    </>
  )
}
