'use client'
import { ResultNews } from '@/components/message/result-news'
import { LinkButton } from '@/components/ui/button'
import { DonePanel } from '@/components/ui/done-panel'
import type { RegisterWay } from '@/lib/unit/way.rules'

type RegisterDoneProps = { phoneMask: string; way: RegisterWay }

/** After a unit has registered: where it stands, what comes, what to do meanwhile. */
export function RegisterDone({ phoneMask, way }: RegisterDoneProps) {
  return (
    <DonePanel
      title={`注册已提交，现在是「${way.label}」`}
      steps={{ label: '注册进度', steps: way.steps }}
      actions={
        <>
          <LinkButton href="/login?as=unitAdmin" variant="primary">
            登录查看进度
          </LinkButton>
          <LinkButton href="/">返回首页</LinkButton>
        </>
      }
    >
      <ul className="mt-4 list-disc space-y-1 pl-5">
        <li className="num">
          审核
          <ResultNews to={phoneMask} />。
        </li>
        {way.call && <li>{way.call}</li>}
        <li>审核期间可以用这个手机号和密码登录，随时查看办理到哪一步。</li>
        {way.completes && <li>初审通过后，请登录完善信息、上传统一社会信用代码证 PDF，提交复审。</li>}
        <li>审核通过后，本单位人员注册个人账号时就能选到本单位。</li>
      </ul>
    </DonePanel>
  )
}
