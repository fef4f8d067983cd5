import { LinkButton } from '@/components/ui/button'

type FirstTimeProps = {
  /** a person chooses his unit after registering, when he completes his data */
  unitFirst: boolean
  /** experts have a registration of their own */
  directExpert: boolean
  /** some came in by a list and have not logged in yet */
  claims?: boolean
}

/** Beside the login: who registers what, in which order. */
export function FirstTime({ unitFirst, directExpert, claims }: FirstTimeProps) {
  return (
    <section aria-labelledby="first-time" className="lg:pt-7">
      {claims && (
        <div className="mb-6 rounded-lg border border-info-line bg-info-soft p-4">
          <p className="font-medium">已经是在库专家，还没有登录过？</p>
          <p className="mt-0.5 text-ink-2">原来的专家和由名单入库的专家不用注册，核对证件后设置密码即可。</p>
          <LinkButton href="/claim" className="mt-2">
            首次登录
          </LinkButton>
        </div>
      )}
      <h2 id="first-time" className="text-lg">
        还没有账号？请先进行注册企业
      </h2>
      <ol className="mt-3 space-y-5">
        <li>
          <p className="font-medium">单位先注册</p>
          <p className="mt-0.5 text-ink-2">
            由单位指定一位管理员办理，准备好统一社会信用代码和联系人手机。审核通过后，本单位的人才能
            {unitFirst ? '选到本单位' : '注册'}。
          </p>
          <LinkButton href="/register/unit" className="mt-2">
            注册企业账号
          </LinkButton>
        </li>
        <li>
          <p className="font-medium">个人再注册</p>
          <p className="mt-0.5 text-ink-2">
            {unitFirst
              ? '准备好证件和手机。登录后选择自己所在的单位，单位审核通过后可以申请成为专家。'
              : '准备好证件和手机，选择自己所在的单位。登录后可以申请成为专家。'}
          </p>
          <LinkButton href="/register/person" className="mt-2">
            注册个人账号
          </LinkButton>
        </li>
        {directExpert && (
          <li>
            <p className="font-medium">专家可直接注册</p>
            <p className="mt-0.5 text-ink-2">
              准备好身份证和手机，阅读须知后注册。登录后补充专家信息，提交推荐和审核。
            </p>
            <LinkButton href="/register/expert" className="mt-2">
              专家注册
            </LinkButton>
          </li>
        )}
      </ol>
      <p className="mt-6 border-t border-line pt-4 text-sm text-ink-3">
        建议使用新版 Edge、谷歌浏览器；360、搜狗浏览器请切换到极速模式。
      </p>
    </section>
  )
}
