import { readFile } from 'node:fs/promises'
import {
  accept,
  agree,
  confirmList,
  documentOf,
  draw,
  drawAt,
  endReview,
  invitationsTo,
  invited,
  letSessionBegin,
  missed,
  namesOf,
  placeOf,
  request,
  signIn,
  tell,
  unseal,
} from '../e2e/drawing'
import { decide, proveAndChoosePassword } from '../e2e/people'
import {
  box,
  demo,
  expectAccessible,
  expectFitsPhone,
  expectNoSideScroll,
  loggedIn,
  messagesTo,
  proveAgain,
  useBrowser,
  type Visitor,
  visitor,
} from '../e2e/support'
import { fixturePhone } from '../support/fixtures-ids'
import { textOfPdf } from '../support/pdf-page'
import { baseUrl } from '../support/system'

useBrowser()

/** Of the demo's pool: one 高级工程师 of this discipline, and two 副教授 beside him. */
const discipline = '430'
const absent = fixturePhone(3024)
const tail = absent.slice(-4)
const run = Date.now() % 100_000
const alone = { title: `样品复核评审${run}`, group: '复核组', days: 7, size: 1, alternates: 0 }
const three = { title: `工艺验收评审${run}`, group: '验收组', days: 8, size: 3, alternates: 0 }
const ids = { alone: '', three: '' }

const memberPage = '/bureau/membership'
/** The only one who was drawn for the first review. */
const hisName = async () => (await namesOf(ids.alone))[0]!
const namesHim = async ({ page }: Visitor) => (await page.locator('main').innerText()).includes(await hisName())

describe('two unexcused absences make a proposal to leave, which another person decides', () => {
  test('an office asks for two reviews, and a manager agrees to both', async () => {
    const { page: requester } = await loggedIn('drawRequester')
    ids.alone = await request(requester, { ...alone, discipline, titles: ['高级工程师'] })
    ids.three = await request(requester, { ...three, discipline, titles: ['高级工程师', '副教授'] })
    const { page: manager } = await loggedIn('bureauManager')
    for (const { title } of [alone, three]) await agree(manager, title)
  })

  test('both are drawn, he is asked for both, and everybody accepts', async () => {
    const { page } = await loggedIn('drawOperator')
    await draw(page, ids.alone, 1)
    await tell(page, ids.alone)
    await draw(page, ids.three, 3)
    await tell(page, ids.three)
    const invitations = [...(await invitationsTo(alone.title, 1)), ...(await invitationsTo(three.title, 3))]
    expect(invitations.filter(one => one.tail === tail)).toHaveLength(2)
    for (const one of invitations) await accept(await invited(one))
    await confirmList(page, ids.alone, 1)
    await confirmList(page, ids.three, 3)
  })

  test('he stays away from the first: that alone is no reason to leave', async () => {
    // a day before the other, for nobody sits in two at a time
    await letSessionBegin(ids.alone, 26 * 60)
    const [invitation] = await invitationsTo(alone.title, 1)
    const { place } = await placeOf(await invited(invitation!), alone.group)
    const operator = await loggedIn('drawOperator')
    await operator.page.goto(drawAt(ids.alone, '/sign-in'))
    await missed(operator.page, place)
    await unseal(operator.page, ids.alone)
    await operator.page.goto(drawAt(ids.alone, '/sign-in'))
    await operator.page.getByRole('columnheader', { name: '姓名' }).waitFor()
    await expectFitsPhone(operator)
    await endReview(operator.page, ids.alone)

    const manager = await loggedIn('bureauManager')
    await manager.page.goto(baseUrl + memberPage)
    await manager.page.getByRole('heading', { level: 1, name: '休眠与出库' }).waitFor()
    expect(await namesHim(manager)).toBe(false)
  })

  test('two come to the second, and he does not', async () => {
    await letSessionBegin(ids.three, 30)
    const { page } = await loggedIn('drawOperator')
    for (const one of await invitationsTo(three.title, 3)) {
      const { place, code } = await placeOf(await invited(one), three.group)
      await page.goto(drawAt(ids.three, '/sign-in'))
      if (one.tail === tail) await missed(page, place)
      else await signIn(page, code!, place)
    }
    await unseal(page, ids.three)
    await page.goto(drawAt(ids.three, '/sign-in'))
    await page.getByRole('columnheader', { name: '姓名' }).waitFor()
    await letSessionBegin(ids.three, 150)
    await endReview(page, ids.three)
  })

  test('now the system names him, and a manager proposes his exit', async () => {
    const name = await hisName()
    const manager = await loggedIn('bureauManager')
    await manager.page.goto(`${baseUrl}/bureau`)
    await manager.page.getByRole('link', { name: /无故缺席达到次数的专家/ }).click()
    const card = manager.page.getByRole('table', { name: '无故缺席的专家' })
    await card.getByRole('link', { name, exact: true }).waitFor()
    await expectFitsPhone(manager)
    await card.getByRole('button', { name: `提出出库：${name}` }).click()
    await manager.page.getByRole('dialog').getByRole('button', { name: '提出出库', exact: true }).click()
    // behind an open dialog nothing has a role
    await manager.page.getByRole('dialog').waitFor({ state: 'hidden' })
    await card.waitFor({ state: 'hidden' })
    expect(await messagesTo((await visitor()).page, absent)).toContain('接受邀请后无故缺席 2 次')
  })

  test('he logs in, reads both days, and says what he has to say', async () => {
    const own = await visitor({ phone: true })
    const { page } = own
    await page.goto(`${baseUrl}/claim`)
    await box(page, '证件号码').fill(documentOf(tail))
    await proveAndChoosePassword(page, '手机号码', absent)
    await page.getByRole('button', { name: '设置密码并登录' }).click()
    await page.getByText('管理部门拟将您出库').waitFor()
    await page
      .getByText(/接受邀请后无故缺席 2 次：\d{4}-\d\d-\d\d（.+）、\d{4}-\d\d-\d\d（.+）/)
      .first()
      .waitFor()
    await expectNoSideScroll(page)
    await expectAccessible(page)
    await box(page, '陈述申辩').fill('两次都在外地，没有及时说明。')
    await page.getByRole('button', { name: '提交陈述申辩' }).click()
    await page.getByText('已提交，核实时会一并考虑。').waitFor()
  })

  test('another manager reads it and decides; who proposed it does not', async () => {
    const name = await hisName()
    const { page: proposer } = await loggedIn('bureauManager')
    const { page: other } = await loggedIn('bureauManager2')
    await other.goto(`${baseUrl}/bureau`)
    await other.getByRole('link', { name: /待核实的出库/ }).click()
    await other.getByRole('link', { name, exact: true }).click()
    await other.getByRole('heading', { level: 1, name }).waitFor()
    await proposer.goto(other.url())
    await proposer.getByText('您是提出人，请由另一位业务管理员核实。').waitFor()
    await other.getByText('两次都在外地，没有及时说明。').waitFor()
    await expectAccessible(other)
    await decide(other, '核实出库', '两次缺席属实，没有正当理由。')
    await other.getByText(/^已办理：/).waitFor()
    await other.getByText(/^\d{4}-\d\d-\d\d 起$/).waitFor()
    const messages = await messagesTo((await visitor()).page, absent)
    expect(messages).toContain('接受邀请后无故缺席 2 次')
    expect(messages).toContain('经核实，您已从')
  })

  test('finance alone reads who came to the second, enters what they get, prints the list and pays', async () => {
    const address = `${baseUrl}/bureau/pay/${ids.three}`
    for (const role of ['drawRequester', 'bureauManager', 'drawOperator'] as const) {
      const { page } = await loggedIn(role)
      expect(await (await page.request.get(address)).text()).not.toContain(three.title)
    }
    const finance = await loggedIn('drawPaymaster')
    const { page } = finance
    await page.goto(`${baseUrl}/bureau/pay`)
    await page.getByRole('link', { name: three.title }).click()
    await page.getByText('2 位专家没有填写银行账户').waitFor()
    expect(await namesHim(finance)).toBe(false)
    for (const left of [1, 0]) {
      const unset = page.getByRole('row').filter({ hasText: '待登记金额' })
      await unset.first().getByRole('button', { name: '金额…' }).click()
      await box(page, '金额').fill('800')
      await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
      await page.getByText(left ? '还有 1 位没有登记金额' : '2 人，合计 1,600.00 元').waitFor()
    }
    await expectFitsPhone(finance)
    await page.getByRole('button', { name: '打印发放表…' }).click()
    await box(page, '打印原因').fill('交银行代发。')
    const printed = page.waitForEvent('download')
    await page.getByRole('dialog').getByRole('button', { name: '打印', exact: true }).click()
    await proveAgain(page, demo('drawPaymaster').totpSecret!)
    const text = (await textOfPdf(await readFile(await (await printed).path()))).join()
    expect([text.includes('1,600.00'), text.includes(await hisName())]).toEqual([true, false])
    await page.getByRole('button', { name: /^登记全部发放/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: '登记发放' }).click()
    await page.getByRole('button', { name: '更正…' }).nth(1).waitFor()
  })
})
