import {
  accept,
  agree,
  answered,
  draw,
  drawAt,
  expectStatus,
  invitationsTo,
  invited,
  tell,
  writeRequest,
} from '../e2e/drawing'
import { decide, newPerson } from '../e2e/people'
import { box, expectAccessible, expectFitsPhone, loggedIn, useBrowser } from '../e2e/support'
import { baseUrl } from '../support/system'

useBrowser()

const run = Date.now() % 100_000
const title = `新兴方向专项评审${run}`
const group = `方向组${run}`
const outsider = newPerson('夏明远')
let id = ''

describe('特邀 filed with the request', () => {
  test('an office names somebody from outside while it writes, and sends both together', async () => {
    const requester = await loggedIn('drawRequester')
    const { page } = requester
    await page.goto(`${baseUrl}/bureau/draws`)
    await page.getByRole('link', { name: '新建需求' }).first().click()
    await writeRequest(page, { title, group, days: 12, size: 1, alternates: 0, discipline: '320' })
    await page.getByRole('button', { name: '保存并核对' }).click()
    await page.getByText('可以提交了').waitFor()
    id = new URL(page.url()).pathname.split('/').at(-1)!
    await page.getByRole('button', { name: '特邀专家…', exact: true }).click()
    await box(page, '理由').fill('库内没有这个方向的专家。')
    await page.getByRole('dialog').getByRole('button', { name: '开始填写' }).click()
    const second = page.getByRole('region', { name: '第 2 轮' })
    await page.getByText('第 2 轮特邀：请至少写一位特邀专家。').waitFor()
    await second.getByRole('button', { name: '添加特邀专家…' }).click()
    const dialog = page.getByRole('dialog', { name: '添加特邀专家' })
    await page.getByRole('radio', { name: '库外专家' }).check()
    await box(page, '姓名').fill(outsider.name)
    await box(page, '单位').fill('示范远方大学')
    await box(page, '手机号码').fill(outsider.phone)
    await box(page, '特邀的理由').fill('从事这个方向研究二十年。')
    await dialog.getByRole('button', { name: '添加', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await second.getByText('特邀随需求一起提交，不用单独提交。').waitFor()
    await expectFitsPhone(requester)
    await expectAccessible(page)
    await answered(page, '提交审批…', '提交')
    await expectStatus(page, '待审批')
    await second.getByText('待审批', { exact: true }).waitFor()
  })

  test('a manager agrees to the request, then to the 特邀; it is seated with the draw and told like the drawn', async () => {
    const { page } = await loggedIn('bureauManager')
    await agree(page, title)
    await page.reload()
    await decide(page, '同意', '确有需要。', page.getByRole('region', { name: '第 2 轮' }))
    await page.getByText(/^已办理：/).waitFor()
    await page.getByText('已同意，随抽取邀请').first().waitFor()

    const { page: operator } = await loggedIn('drawOperator')
    await draw(operator, id, 1)
    await tell(operator, id)
    await operator.getByText('特邀另有 1 席').waitFor()
    const invitations = await invitationsTo(title, 2)
    const his = invitations.find(({ tail }) => outsider.phone.endsWith(tail))
    await accept(await invited(his!))

    const { page: requester } = await loggedIn('drawRequester')
    await requester.goto(drawAt(id, '/seats'))
    await requester.getByText(/^应到 1 人，接受 /).waitFor()
    expect(await requester.locator('main').innerText()).not.toContain('特邀')
  })
})
