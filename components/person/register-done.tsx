'use client'
import { useEffect, useRef } from 'react'
import { LinkButton } from '@/components/ui/button'
import { StepProgress } from '@/components/ui/step-progress'

type RegisterDoneProps = {
  phoneMask: string
  path: string[]
  /** what has just been done, in the words of the way he came */
  begin?: '个人注册' | '专家注册'
}

/** After a person has registered: what comes next. */
export function RegisterDone({ phoneMask, path, begin = '个人注册' }: RegisterDoneProps) {
  const direct = begin === '专家注册'
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    window.scrollTo({ top: 0 })
    heading.current?.focus()
  }, [])
  return (
    <section
      aria-labelledby="register-done"
      className="rounded-lg border border-success-line bg-success-soft px-5 py-6 sm:px-8"
    >
      <h2 id="register-done" ref={heading} tabIndex={-1} className="text-xl text-success">
        账号注册成功！
      </h2>
      <p className="num mt-1">
        下一步：用手机号码 {phoneMask} 和刚才设置的密码登录，
        {direct ? '补充完整个人信息并提交，以便遴选专家时能够选到您。' : '点“申请成为专家”，填写专家信息并提交。'}
      </p>
      <div className="mt-5 rounded-md bg-paper px-4 py-5">
        <StepProgress
          label="入库步骤"
          steps={[
            { label: begin, state: 'done' },
            { label: direct ? '完善信息' : '申请成为专家', state: 'current', note: '登录后办理' },
            ...path.map(label => ({ label, state: 'next' as const })),
          ]}
        />
      </div>
      <div className="mt-5 flex flex-wrap gap-3">
        <LinkButton href="/login?next=/expert" variant="primary" size="lg">
          {direct ? '登录，完善信息' : '登录，申请成为专家'}
        </LinkButton>
        <LinkButton href="/" size="lg">
          返回首页
        </LinkButton>
      </div>
    </section>
  )
}
