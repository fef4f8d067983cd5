import { Link } from '@/components/ui/link'
import { acceptedDocuments, fileLimits, statusMeanings } from '@/lib/policy/guide.rules'
import { peopleMenu } from '@/lib/policy/labels.rules'
import { expertPath, joiningUnit, unitAim } from '@/lib/policy/path.rules'
import type { Policy } from '@/lib/policy/policy.schema'
import { sectionsFor } from '@/lib/profile/resolve.schema'
import { GuidePart, type GuideStep, GuideSteps, StatusTable } from './guide-parts'

const A = ({ href, children }: { href: string; children: string }) => (
  <Link href={href} className="text-accent-strong underline">
    {children}
  </Link>
)

/** The parts of the guide, for its table of contents. */
export const guideParts = [
  { id: 'person', title: '个人怎样成为专家' },
  { id: 'unit', title: '单位怎样注册和推荐' },
  { id: 'status', title: '看懂办理进度' },
  { id: 'password', title: '忘记密码、账号锁定' },
  { id: 'browser', title: '用什么浏览器' },
] as const

function personSteps(policy: Policy): GuideStep[] {
  const files = fileLimits(policy, 'evidence')
  const joining = joiningUnit(policy)
  const [complete] = joining.slice(1)
  const later = expertPath(policy).slice(joining.length + 1)
  return [
    {
      title: '确认所在单位已经注册',
      text: (
        <>
          个人账号要选择所在单位。单位还没有注册的，请先联系本单位科研管理部门<A href="/register/unit">注册单位账号</A>
          ，审核通过后再继续。
        </>
      ),
    },
    {
      title: '注册个人账号',
      text: (
        <>
          打开<A href="/register/person">个人注册</A>
          {`，${complete ? '' : '用单位名称的一部分、拼音首字母或完整的统一社会信用代码找到单位；'}填写证件（${acceptedDocuments(policy).join('、')}）、姓名、邮箱、地区和手机号码，用短信验证码确认手机号码，设置密码。一个手机号码只能注册一个个人账号。`}
        </>
      ),
    },
    ...(complete
      ? [
          {
            title: '完善信息，提交单位审核',
            text: `${complete.text}单位用名称的一部分、拼音首字母或完整的统一社会信用代码查找。有了结果会通知本人。`,
          },
        ]
      : []),
    {
      title: '填写并提交申请',
      text: [
        `登录后点“申请成为专家”，依次填写${sectionsFor(policy)
          .map(section => section.title)
          .join('、')}。`,
        files ? `证明材料为 ${files}。` : '',
        '内容会自动保存，可以分几次填；标有“必填”的都填好后提交。',
      ].join(''),
    },
    ...later.map(step => ({ title: step.label, text: `${step.text}${step.note ? `（${step.note}）` : ''}` })),
  ]
}

function unitSteps(policy: Policy): GuideStep[] {
  const menu = peopleMenu(policy)
  const people =
    policy.individualRegistration.affiliation === 'beforeApplying'
      ? `本单位人员提交的信息在“${menu.people}”中审核，可以多选后批量通过；通过后本人才能申请。`
      : ''
  const { short } = policy.authority
  return [
    {
      title: '注册单位账号',
      text: (
        <>
          由单位指定一位管理员打开<A href="/register/unit">单位注册</A>
          ，填写单位性质、全称、法定代表人、注册地、统一社会信用代码和联系人。名称请与登记证书一致。
        </>
      ),
    },
    {
      title: `等待${short}审核`,
      text: `${unitAim(policy)}，有了结果会通知联系人。没有通过的，登录后按意见修改，再次提交。`,
    },
    {
      title: '核实并推荐本单位专家',
      text: `${people}登录后打开“${menu.applications}”，找到状态为“待单位推荐”的人员，点姓名查看专家信息。情况属实的点“推荐”；需要补充的退回并写明意见；不符合的写明原因，不予推荐。`,
    },
    {
      title: '保持信息准确',
      text: '通讯地址、联系人等有变化的，在“信息更改”中修改。管理员变动时，请及时办理账号交接。',
    },
  ]
}

/** 使用说明: for each kind of user, made from the policy in force. */
export function Guide({ policy }: { policy: Policy }) {
  const [person, unit, status, password, browser] = guideParts
  return (
    <>
      <GuidePart {...person}>
        <GuideSteps steps={personSteps(policy)} />
      </GuidePart>
      <GuidePart {...unit}>
        <GuideSteps steps={unitSteps(policy)} />
      </GuidePart>
      <GuidePart {...status}>
        <p>登录后在自己的工作台随时可以看到申请到了哪一步、谁在什么时候办理、意见是什么。</p>
        <StatusTable rows={statusMeanings(policy)} />
      </GuidePart>
      <GuidePart {...password}>
        <ul className="list-disc space-y-2 pl-5 text-ink-2">
          <li>
            忘记密码：打开<A href="/recover">找回密码</A>，用注册时的手机号码接收验证码，重新设置。
          </li>
          <li>连续五次输错密码，账号锁定 15 分钟，过后再试；不必反复尝试。</li>
          <li>
            收不到验证码：核对手机号码或邮箱，看看短信、邮件有没有被拦截，60
            秒后可以重新获取。仍收不到的，请打电话给技术支持。
          </li>
          <li>工作人员不会向您索要密码和验证码，请不要告诉任何人。</li>
        </ul>
      </GuidePart>
      <GuidePart {...browser}>
        <ul className="list-disc space-y-2 pl-5 text-ink-2">
          <li>推荐新版的 Edge 或谷歌浏览器；手机自带的浏览器也可以。</li>
          <li>360、搜狗等双核浏览器，请在地址栏右侧切换到“极速模式”，不要用“兼容模式”。</li>
          <li>
            看不到上传按钮、页面一直停在“加载中”的，先刷新页面；仍然不行，换上面推荐的浏览器再试。已经保存的内容不会丢失。
          </li>
          <li>上传没有成功时，页面会写明原因（类型不对、文件太大、网络中断），按提示处理后重新选择文件。</li>
        </ul>
      </GuidePart>
    </>
  )
}
