import type { Metadata } from 'next'
import { Fresh } from '@/components/application/fresh'
import { Completing } from '@/components/person/completing'
import { EditPersonForm } from '@/components/person/edit-form'
import { UnitWord } from '@/components/person/first-step'
import { FixedFacts } from '@/components/person/fixed-facts'
import { OwnUnit, Papers, SentFacts } from '@/components/person/own-data'
import { ContactBlock } from '@/components/policy/contact-block'
import { BankPointer } from '@/components/privacy/bank-pointer'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { whyDataClosed } from '@/lib/affiliation/affiliation.rules'
import { ownAffiliation } from '@/lib/affiliation/own.dal'
import { requirePage } from '@/lib/auth/current'
import { viewOwnPerson } from '@/lib/person/own.dal'
import { now } from '@/lib/platform/clock'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '用户中心' }

/** 用户中心: the person's own data; 完善信息 as long as no unit has them, or after one has said no. */
export default async function Page() {
  const actor = await requirePage('individual')
  const [standing, person, { policy }] = await Promise.all([
    ownAffiliation(actor),
    viewOwnPerson(actor),
    currentPolicy(),
  ])
  const contacts = <ContactBlock contacts={policy.authority.contacts} />
  const completing = !standing || standing.status === 'refused'
  const asksPapers = policy.individualRegistration.affiliation === 'beforeApplying'
  const { idScan, titleProof } = policy.uploads
  const papers = asksPapers ? { files: person.files, idScan, titleProof } : null
  const closed = whyDataClosed(policy, standing)
  return (
    <Fresh renderedAt={now().getTime()}>
      <PageHeader
        title={completing ? '完善信息' : '用户中心'}
        description={
          completing
            ? '填写并提交后，由所在单位审核。内容自动保存，可以分几次填写。'
            : '您的个人信息。证件和手机号码只显示首尾几位。'
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-5">
          <UnitWord standing={standing} />
          {closed && <Alert tone="info">{closed}</Alert>}
          <Card title="本人信息">
            <FixedFacts person={person} />
          </Card>
          {completing ? (
            <Card title="需要填写的信息">
              <Completing actor={actor} person={person} standing={standing} papers={papers} />
            </Card>
          ) : (
            <>
              <Card title="所在单位">
                <OwnUnit standing={standing} />
              </Card>
              <Card title="联系方式、学历和职称">
                {closed ? <SentFacts person={person} /> : <EditPersonForm person={person} />}
              </Card>
              {papers && (
                <Card title="证明文件">
                  <Papers {...papers} open={!closed} />
                </Card>
              )}
            </>
          )}
        </div>
        <div className="space-y-5">
          <Card title="登录和密码">
            <p className="text-ink-2">修改密码、查看登录设备，请到</p>
            <Link href="/account" className="mt-1 inline-block text-accent-strong underline">
              账号与安全
            </Link>
          </Card>
          {policy.profile.bank !== 'off' && <BankPointer />}
          <Card title="我的数据">
            <p className="text-ink-2">系统里有哪些关于您的信息、谁看过、保存多久，下载全部信息。</p>
            <Link href="/expert/data" className="mt-1 inline-block text-accent-strong underline">
              查看我的数据
            </Link>
          </Card>
          {contacts}
        </div>
      </div>
    </Fresh>
  )
}
