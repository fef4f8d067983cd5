import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { certificate, upload } from '../e2e/applying'
import {
  accept,
  agree,
  answered,
  confirmList,
  decline,
  draw,
  drawAt,
  expectStatus,
  type Invitation,
  invitationsTo,
  invited,
  request,
  seatedIn,
  tell,
} from '../e2e/drawing'
import { box, expectAccessible, expectFitsPhone, expectNoSideScroll, loggedIn, useBrowser } from '../e2e/support'
import { baseUrl } from '../support/system'

useBrowser()

const run = Date.now() % 100_000
const title = `大气治理专项评审${run}`
const group = `大气治理组${run}`
const short = '还差 1 人，没有可以递补的专家'
const subject = { title: `臭氧协同控制研究${run}`, unit: '某环境科学研究院', leader: '严受评' }
let id = ''
/** path of the 评审材料 */
let material = ''
const asked: Invitation[] = []
const at = (suffix = '') => drawAt(id, suffix)

/** What is answered to who asks for the 评审材料 with his link, whatever his page offers. */
async function fetched(page: Page, { link }: Invitation): Promise<{ status: number; body: Buffer }> {
  const { search } = new URL(link)
  const response = await page.request.get(`${baseUrl}${material}${search}`)
  return { status: response.status(), body: await response.body() }
}

const files = (page: Page) => page.getByRole('region', { name: '评审材料' })

describe('a 补抽: places that nobody follows into are filled by a round of its own', () => {
  test('an office asks for three without alternates, and a manager agrees', async () => {
    const { page: requester } = await loggedIn('drawRequester')
    const wanted = { title, group, days: 6, size: 3, alternates: 0, discipline: '610', levels: ['副高级'], subject }
    id = await request(requester, wanted)
    const { page: manager } = await loggedIn('bureauManager')
    await agree(manager, title)
  })

  test('whoever asked adds a file for those who will accept, and the manager reads it', async () => {
    const requester = await loggedIn('drawRequester')
    const { page } = requester
    await page.goto(at())
    await upload(page)
    await expectFitsPhone(requester)
    material = (await page.getByRole('link', { name: /certificate\.pdf/ }).getAttribute('href'))!
    expect(material).toMatch(/^\/api\/files\/[\w-]+$/)
    const manager = await loggedIn('bureauManager')
    await manager.page.goto(at())
    await manager.page.getByRole('button', { name: '查看 certificate.pdf' }).waitFor()
    expect(await manager.page.locator('input[type=file]').count()).toBe(0)
    await expectFitsPhone(manager)
  })

  test('before the pledge an invited expert reads titles and units and no file; who signs opens it, who declined does not', async () => {
    const operator = await loggedIn('drawOperator')
    await draw(operator.page, id, 3)
    await tell(operator.page, id)

    asked.push(...(await invitationsTo(title, 3)))
    const [first, second, third] = asked
    const declining = await invited(first!)
    const { page } = declining
    await page.getByText(subject.title).waitFor()
    await page.getByText(`单位：${subject.unit}`).waitFor()
    await expectNoSideScroll(page)
    await expectAccessible(page)
    const unsigned = await page.content()
    for (const secret of [subject.leader, 'certificate', material]) expect(unsigned).not.toContain(secret)
    expect((await fetched(page, first!)).status).toBe(404)
    await decline(declining)
    expect((await fetched(page, first!)).status).toBe(404)
    await page.reload()
    await page.getByText('不能参加的原因').waitFor()
    for (const secret of [subject.title, subject.unit, 'certificate'])
      expect(await page.content()).not.toContain(secret)

    const signing = await invited(second!)
    expect((await fetched(signing.page, second!)).status).toBe(404)
    expect(await signing.page.content()).not.toContain(subject.leader)
    await accept(signing)
    await signing.page.getByText(`人员：${subject.leader}`).waitFor()
    await files(signing.page)
      .getByRole('link', { name: /certificate\.pdf/ })
      .waitFor()
    await expectNoSideScroll(signing.page)
    await expectAccessible(signing.page)
    await files(signing.page).getByRole('button', { name: '查看 certificate.pdf' }).click()
    await signing.page.getByRole('dialog').getByText('CERTIFICATE', { exact: true }).waitFor({ state: 'attached' })
    const { status, body } = await fetched(signing.page, second!)
    expect([status, body.equals(await readFile(certificate))]).toEqual([200, true])
    // his link opens it to nobody else's place
    expect((await fetched(signing.page, first!)).status).toBe(404)
    await accept(await invited(third!))
  })

  test('nobody follows who declined', async () => {
    const operator = await loggedIn('drawOperator')
    await operator.page.goto(at('/seats'))
    await operator.page.getByText(short).waitFor()
    await operator.page.getByText('应到 3 人，接受 2 人').waitFor()
    await expectFitsPhone(operator)
  })

  test('whoever asked writes other conditions, sees that they can be met, and sends them', async () => {
    const requester = await loggedIn('drawRequester')
    const { page } = requester
    await page.goto(at('/seats'))
    await page.getByText(short).waitFor()
    await page.goto(at())
    await page.getByRole('button', { name: '补抽或特邀…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /^补抽/ }).check()
    await box(page, '理由').fill('一位专家不能来，没有候补。')
    await dialog.getByRole('button', { name: '开始填写' }).click()
    await page.getByRole('link', { name: '填写条件' }).click()
    await page.getByText('还缺 1 人，本轮可补 1 人').waitFor()
    await box(page, '候补人数').fill('1')
    await page.getByRole('checkbox', { name: '正高级', exact: true }).check()
    await page.getByText('现在的专家库能满足要求').waitFor()
    await expectFitsPhone(requester)
    await page.getByRole('button', { name: '保存并核对' }).click()
    const second = page.getByRole('region', { name: '第 2 轮' })
    await second.getByText('正高级').waitFor()
    await expectFitsPhone(requester)
    await answered(page, '提交审批…', '提交')
    await second.getByText('待审批', { exact: true }).waitFor()
  })

  test('a manager reads that those who were asked are left out, and agrees', async () => {
    const manager = await loggedIn('bureauManager')
    await manager.page.goto(`${baseUrl}/bureau/draws?status=requested`)
    await manager.page.getByRole('link', { name: title }).click()
    await manager.page.getByText('符合条件但不能抽的').click()
    await manager.page.getByText('这次评审已经抽到或特邀').waitFor()
    await expectFitsPhone(manager)
    await agree(manager.page, title)
  })

  test('the operator draws it as the second round; whoever is new is asked, and the places are full', async () => {
    const operator = await loggedIn('drawOperator')
    const { page } = operator
    await draw(page, id, 1)
    await page.getByText('第 2 轮 补抽，第 1 次抽取').waitFor()
    await page.getByText('第 1 轮 首次抽取，第 1 次抽取').waitFor()
    await expectFitsPhone(operator)

    const links = asked.map(({ link }) => link)
    const now = await invitationsTo(title, 4)
    const fresh = now.filter(({ link }) => !links.includes(link))
    expect(fresh).toHaveLength(1)
    await accept(await invited(fresh[0]!))
    const people = await seatedIn(id)
    expect([people.length, new Set(people).size]).toEqual([4, 4])

    await confirmList(page, id, 3)
    const { page: requester } = await loggedIn('drawRequester')
    await requester.goto(at('/seats'))
    await expectStatus(requester, '名单确认')
    expect(await requester.getByText(short).count()).toBe(0)
  })
})
