import type { Metadata } from 'next'
import { PublicPage } from '@/components/portal/public-page'
import { RegisterChoice } from '@/components/portal/register-choice'
import { Alert } from '@/components/ui/alert'
import { Link } from '@/components/ui/link'
import { acceptedDocuments } from '@/lib/policy/guide.rules'
import { unitAim } from '@/lib/policy/path.rules'
import { currentPolicy } from '@/lib/policy/policy.public.dal'

export const metadata: Metadata = { title: '用户注册' }

export default async function RegisterPage() {
  const { policy } = await currentPolicy()
  const unitFirst = policy.individualRegistration.affiliation === 'beforeApplying'
  return (
    <PublicPage
      title="用户注册"
      description={
        <>
          已经有账号的，请直接
          <Link href="/login" className="text-accent-strong underline">
            登录
          </Link>
          。
        </>
      }
    >
      <Alert title={unitFirst ? '单位也要有账号' : '先有单位账号，再注册个人账号'} className="mt-6">
        {unitFirst ? '个人登录后完善信息时要选择所在单位。' : '个人注册时要选择所在单位。'}
        找不到自己的单位，说明单位还没有注册，请联系本单位科研管理部门先注册单位账号。
      </Alert>
      <div className="mt-6 grid gap-6 md:grid-cols-2">
        {policy.individualRegistration.directExpert && (
          <RegisterChoice
            title="专家"
            forWhom="希望进入专家库的专家，在这里直接注册。已经在库的专家请直接登录。"
            needs={['本人身份证', '本人手机号码，当场接收验证码', '工作单位、技术职称和最熟悉的学科']}
            afterwards="登录后补充完整专家信息，提交推荐和审核。"
            href="/register/expert"
            action="专家注册"
          />
        )}
        <RegisterChoice
          title="个人账号"
          forWhom="要申请成为专家的个人，包括各单位的科技人员。"
          needs={[
            `本人有效证件：${acceptedDocuments(policy).join('、')}`,
            '本人手机号码，当场接收验证码',
            '电子邮箱',
            ...(unitFirst ? [] : ['所在单位的名称或统一社会信用代码']),
          ]}
          afterwards={
            unitFirst
              ? '马上可以登录，完善信息并选择所在单位；单位审核通过后，就可以申请成为专家。'
              : '马上可以登录，点“申请成为专家”填写信息并提交。'
          }
          href="/register/person"
          action="注册个人账号"
        />
        <RegisterChoice
          title="单位账号"
          forWhom="推荐专家的单位，由单位指定的管理员注册。"
          needs={[
            '单位全称和统一社会信用代码（18 位），与登记证书一致',
            '单位性质、注册地、法定代表人姓名',
            ...(policy.unitRegistration.certificatePicture ? ['统一社会信用代码证的照片或扫描图（JPG）'] : []),
            '联系人姓名和手机号码，当场接收验证码',
          ]}
          afterwards={`由${policy.authority.short}审核，${unitAim(policy).replace('审核', '办理')}，有了结果会通知联系人。${
            policy.unitRegistration.reviews === 2 ? '初审通过后登录补充信息、上传证书 PDF，再复审。' : ''
          }通过后本单位人员可以${unitFirst ? '选到本单位' : '注册'}。`}
          href="/register/unit"
          action="注册单位账号"
        />
      </div>
    </PublicPage>
  )
}
