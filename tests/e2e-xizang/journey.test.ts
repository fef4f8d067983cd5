import { beginApplication, fillProfile, upload } from '../e2e/applying'
import { decide, newPerson, newUnit, proveAndChoosePassword, registered, registerPerson, saved } from '../e2e/people'
import {
  box,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  logIn,
  messagesTo,
  pickFound,
  useBrowser,
  visitor,
} from '../e2e/support'
import { completeUnit, registerForTwo, reviewUnit } from '../e2e/two-reviews'
import { baseUrl } from '../support/system'

useBrowser()

const lhasa = ['西藏自治区', '拉萨市', '城关区']
const made = newUnit()
const unit = { ...made, name: made.name.replace('东湖', '雪域生态') }
const expert = newPerson('路高原')
const member = newPerson('云从山')

describe('a unit with two reviews (U1–U5)', () => {
  test('registers with the picture of its certificate on a phone; until 初审 every module says 账号未开通', async () => {
    const { page } = await visitor({ phone: true, expect: [/404/] })
    await page.goto(`${baseUrl}/register/unit`)
    await expectAccessible(page)
    await expectNoSideScroll(page)
    await registerForTwo(page, unit, lhasa)
    await logIn(page, { ...unit, login: unit.code })
    await page.goto(`${baseUrl}/unit/people`)
    await page.getByText('账号未开通，请联系我们').first().waitFor()
  })

  test('after 初审 it completes its data, uploads the certificate and asks for 复审', async () => {
    await reviewUnit(unit, '初审通过', '证照一致。')
    await completeUnit(unit)
  })

  test('复审 opens the account', async () => {
    await reviewUnit(unit, '复审通过', '材料齐全。')
    const { page } = await visitor()
    expect(await messagesTo(page, unit.phone)).toContain('审核通过')
    await logIn(page, unit)
    await page.goto(`${baseUrl}/unit/people`)
    await page.getByRole('heading', { level: 1, name: '单位从属用户管理' }).waitFor()
    await expectAccessible(page)
  })
})

describe('an individual under a unit (A1–A5, U10)', () => {
  test('registers without a unit, completes the data on a phone and sends them to the unit', async () => {
    const { page } = await visitor({ phone: true })
    await registerPerson(page, member, null, lhasa)
    await registered(page)
    await logIn(page, member)
    await page.goto(`${baseUrl}/expert/person`)
    await pickFound(page, /所在单位/, unit.name.slice(2), new RegExp(unit.name))
    await box(page, '所在部门').fill('草地室')
    await page.getByLabel('个人学历').selectOption({ label: '硕士研究生毕业' })
    await pickFound(page, /个人职称/, '研究员', '研究员')
    await upload(page, 0)
    await upload(page, -1)
    await saved(page)
    await expectNoSideScroll(page)
    await expectAccessible(page)
    await page.getByRole('button', { name: '提交单位审核' }).click()
    await page.getByText(`等待：${unit.name}审核`).first().waitFor()
  })

  test('the unit reads the data and approves; he may now apply', async () => {
    const { page } = await visitor()
    await logIn(page, unit)
    await page.goto(`${baseUrl}/unit/people`)
    await page.getByRole('link', { name: member.name }).click()
    expect(await page.content()).not.toContain(member.id)
    await expectAccessible(page)
    await decide(page, '通过', '是本所人员。')
    await page.getByText(/^已办理：/).waitFor()
    const { page: own } = await visitor({ phone: true })
    await logIn(own, member)
    await own.getByText('申请成为专家').first().waitFor()
  })
})

describe('an expert registers directly (R1–R8)', () => {
  test('reads the notice, fills the form on a phone and finds title and discipline in the profile', async () => {
    const { page } = await visitor({ phone: true })
    await page.goto(`${baseUrl}/register/expert`)
    await expectAccessible(page)
    await page.getByRole('link', { name: '同意并开始注册' }).click()
    await box(page, '专家姓名').fill(expert.name)
    await box(page, '身份证号').fill(expert.id)
    await pickFound(page, /工作单位/, unit.name.slice(2), new RegExp(unit.name))
    await pickFound(page, /技术职称/, '研究员', '研究员')
    await pickFound(page, /学科专业/, '植物保护学', /^植物保护学 ?21060/)
    await proveAndChoosePassword(page, '手机号码', expert.phone)
    await expectNoSideScroll(page)
    await expectAccessible(page)
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await registered(page)
    await logIn(page, expert)
    await page.goto(`${baseUrl}/expert/profile/basic`)
    await page.getByText('植物保护学').first().waitFor()
    await page.goto(`${baseUrl}/expert/profile/titles`)
    await page.getByRole('group', { name: '第 1 项职称' }).getByText('研究员').first().waitFor()
  })

  test('completes the profile, chooses the department as his recommender and submits', async () => {
    const { page } = await visitor({ phone: true })
    await logIn(page, expert)
    const research = '高寒草地鼠虫害综合治理。'
    const extra = { certificates: true, employer: true }
    await fillProfile(page, { unitName: unit.name, ethnic: '藏族', research, ...extra })
    await page.goto(`${baseUrl}/expert/check`)
    await page.getByRole('radio', { name: /科技厅|归口|市州/ }).check()
    await saved(page)
    // open again: while the page is judged no button may be half way to another colour
    await page.getByRole('button', { name: '提交申请' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('checkbox', { name: /承诺/ }).check()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('待归口部门推荐').first().waitFor()
  })

  test('the bureau stands in for the department that his unit has not; somebody else then decides', async () => {
    const { page } = await loggedIn('bureauReviewer2')
    await page.goto(`${baseUrl}/bureau/applications?status=atDepartment`)
    await page.getByRole('link', { name: expert.name }).click()
    await decide(page, '推荐', '情况属实。')
    await page.getByText(/^已办理：/).waitFor()
    const { page: second } = await loggedIn('bureauReviewer')
    await second.goto(`${baseUrl}/bureau/applications?status=atBureau`)
    await second.getByRole('link', { name: expert.name }).click()
    await decide(second, '审核通过', '符合条件。')
    await second.getByText(/^已办理：/).waitFor()
    expect(await messagesTo(second, expert.phone)).toContain('在库专家')
  })
})

describe('the other way of R8: his unit recommends', () => {
  test('the person under the unit applies on a phone and chooses his unit', async () => {
    const { page } = await visitor({ phone: true })
    await logIn(page, member)
    await beginApplication(page)
    await fillProfile(page, {
      unitName: unit.name,
      ethnic: '汉族',
      research: '高寒草地碳汇监测。',
      title: '研究员',
      discipline: '草原学',
      certificates: true,
      employer: true,
    })
    await page.goto(`${baseUrl}/expert/check`)
    await page.getByRole('radio', { name: /所在单位/ }).check()
    await page.getByRole('checkbox', { name: /承诺/ }).check()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('待单位推荐').first().waitFor()
  })

  test('the unit recommends, the bureau approves, and he is in the pool', async () => {
    const { page } = await visitor()
    await logIn(page, unit)
    await page.goto(`${baseUrl}/unit/users?status=atUnit`)
    await page.getByRole('link', { name: member.name }).click()
    await decide(page, '推荐', '情况属实，同意推荐。')
    await page.getByText(/^已办理：/).waitFor()
    const { page: bureau } = await loggedIn('bureauReviewer')
    await bureau.goto(`${baseUrl}/bureau/applications?status=atBureau`)
    await bureau.getByRole('link', { name: member.name }).click()
    await decide(bureau, '审核通过', '符合条件。')
    await bureau.getByText(/^已办理：/).waitFor()
    expect(await messagesTo(bureau, member.phone)).toContain('在库专家')
    await bureau.goto(`${baseUrl}/bureau/experts?name=${encodeURIComponent(member.name)}`)
    await bureau.getByRole('link', { name: member.name, exact: true }).waitFor()
  })
})
