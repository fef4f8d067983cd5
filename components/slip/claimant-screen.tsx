import { Alert } from '@/components/ui/alert'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { Time } from '@/components/ui/time'
import type { Claimant } from '@/lib/slip/claim.dal'
import { isOpen } from '@/lib/slip/slip.rules'
import { IssueClaimSlipForm, type SlipsPath } from './issue-claim-slip-form'
import { SlipBadge } from './slip-table'

type ClaimantScreenProps = {
  claimant: Claimant
  /** the list he was found in */
  back: string
  /** path of the slips in this area */
  slips: SlipsPath
}

/** One expert who has not come yet: help for who cannot be reached at the phone of the list. */
export function ClaimantScreen({ claimant, back, slips }: ClaimantScreenProps) {
  const { id, name, unitName, since, phoneMask } = claimant
  const open = claimant.slips.find(slip => isOpen(slip.state))
  const past = claimant.slips.filter(slip => !isOpen(slip.state))
  return (
    <div className="max-w-3xl">
      <PageHeader
        breadcrumb={<Breadcrumb items={[{ label: '未首次登录的专家', href: back }, { label: name }]} />}
        title={`${name}：办理首次登录激活单`}
        description="名单上的手机号码已经不用，或收不到短信验证码的，请本人带证件来办理。提交后由管理部门的另一名工作人员确认，再由您打印交给本人。"
      />
      <div className="space-y-5">
        <Card>
          <DescriptionList
            items={[
              { label: '姓名', value: name },
              { label: '工作单位', value: unitName },
              { label: '名单上的手机', value: phoneMask ? <span className="num">{phoneMask}</span> : '没有登记' },
              { label: '入库', value: <Time value={since} day /> },
            ]}
          />
        </Card>
        {open ? (
          <Alert
            title={`已有一张激活单：${open.stateLabel}`}
            next={
              <LinkButton variant="primary" href={`${slips}/${open.id}`}>
                打开激活单
              </LinkButton>
            }
          >
            {open.issuedByName}申请，手机 <span className="num">{open.phoneMask}</span>
            。填错或遗失的，先把它作废，再重新办理。
          </Alert>
        ) : (
          <Card title="办理激活单">
            <IssueClaimSlipForm accountId={id} name={name} slips={slips} back={back} />
          </Card>
        )}
        {past.length > 0 && (
          <Card title="以前的激活单" flush>
            <ul className="divide-y divide-line">
              {past.map(slip => (
                <li key={slip.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 sm:px-5">
                  <Link href={`${slips}/${slip.id}`} prefetch={false} className="text-accent-strong underline">
                    <Time value={slip.issuedAt} />
                  </Link>
                  <span className="num">{slip.phoneMask}</span>
                  <span className="min-w-0 flex-1 break-words">{slip.issuedByName}</span>
                  <SlipBadge state={slip.state} label={slip.stateLabel} />
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </div>
  )
}
