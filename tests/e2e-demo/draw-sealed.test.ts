import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { downloaded, verified } from '../e2e/certificates'
import { textsOf } from '../e2e/draw-numbers'
import {
  accept,
  addWords,
  agree,
  answered,
  confirmList,
  decline,
  documentOf,
  drawAt,
  drawSealed,
  expectStatus,
  type Invitation,
  invitationsTo,
  invited,
  letSessionBegin,
  namesOf,
  openHalf,
  placeOf,
  type Slip,
  signIn,
  tell,
  writeRequest,
} from '../e2e/drawing'
import { password, proveAndChoosePassword } from '../e2e/people'
import {
  box,
  type DemoRole,
  demo,
  expectAccessible,
  expectFitsPhone,
  expectNoSideScroll,
  leave,
  loggedIn,
  logIn,
  proveAgain,
  useBrowser,
  visitor,
} from '../e2e/support'
import { fixturePhone } from '../support/fixtures-ids'
import { textOfPdf } from '../support/pdf-page'
import { baseUrl } from '../support/system'

useBrowser()

const run = Date.now() % 100_000
const title = `重大专项终期评审${run}`
const group = `终期组${run}`
const said = { requester: `七星高照${run}`, bureau: `一三五七九${run}`, supervisor: `清风徐来${run}` }
let id = ''
let number = ''
let slip: Slip
const coming: Invitation[] = []
const files = { digest: '', certificate: '', receipt: '' }
const at = (suffix = '') => drawAt(id, suffix)
const record = (suffix = '') => `/draws/${number}${suffix}`

/** Names of those with a place that come to somebody with any page or file of the draw. */
async function namesTold(): Promise<string[]> {
  const names = await namesOf(id)
  expect(names.length).toBeGreaterThanOrEqual(3)
  const open = ['/draws', record(), record('/certificate'), `/api/draw-records/${number}`, `/verify?record=${number}`]
  const pages = ['', '/subjects', '/draw', '/seats', '/sign-in', '/papers', `/certificate/${number}`]
  const own = [...pages.map(page => `/bureau/draws/${id}${page}`), '/bureau', '/bureau/draws']
  const roles: (DemoRole | 'anonymous')[] = [
    'anonymous',
    'drawRequester',
    'bureauManager',
    'drawOperator',
    'supervisor',
  ]
  const told: string[] = []
  let read = 0
  for (const role of roles) {
    const one = role === 'anonymous' ? await visitor() : await loggedIn(role)
    for (const path of role === 'anonymous' ? open : [...open, ...own])
      for (const text of await textsOf(one.page.request, path)) {
        if (text.includes(title) || text.includes(number)) read += 1
        told.push(...names.filter(name => text.includes(name)).map(name => `${role} ${path}: ${name}`))
      }
    await leave(one)
  }
  expect(read).toBeGreaterThan(20)
  return told
}

describe('a sealed draw, from the request to what anybody can check', () => {
  test('an office asks for three with a quota that everybody meets, so that somebody can always follow; a manager agrees, and the system seals', async () => {
    const requester = await loggedIn('drawRequester')
    const { page } = requester
    await page.goto(`${baseUrl}/bureau/draws/new`)
    await writeRequest(page, { title, group, days: 14, size: 3, alternates: 2, levels: ['正高级'] })
    await page.getByRole('button', { name: '添加结构要求' }).click()
    await page.getByRole('combobox', { name: /^按什么/ }).selectOption('titleLevel')
    await page.getByRole('combobox', { name: /^哪一类/ }).selectOption('senior')
    await box(page, '最少').fill('1')
    await page.getByRole('button', { name: '保存并核对' }).click()
    await page.getByText('可以提交了').waitFor()
    id = new URL(page.url()).pathname.split('/').at(-1)!
    await answered(page, '提交审批…', '提交')
    await expectStatus(page, '待审批')
    const { page: manager } = await loggedIn('bureauManager')
    await manager.goto(at())
    await manager.getByRole('button', { name: '试算一次' }).click()
    await manager.getByText('试算结果（不是抽取）').waitFor()
    await agree(manager, title)
    await manager.goto(at('/draw'))
    await manager.getByText(`封存与三方内容：第 1 轮`).first().waitFor()
    const sealing = manager.getByText(/系统正在封存|各交一份内容/)
    await sealing.first().waitFor()
  })

  test('the office keeps its words on a slip; the operator and the supervisor leave theirs with the system', async () => {
    const requester = await loggedIn('drawRequester')
    slip = (await addWords(requester.page, at(), said.requester, true))!
    await expectFitsPhone(requester)
    number = /CQ[\d-]+/.exec(await requester.page.locator('dd', { hasText: /^CQ/ }).first().innerText())![0]

    const operator = await loggedIn('drawOperator')
    await operator.page.goto(at('/draw'))
    await operator.page.getByText('使用单位、抽取人、监督人员三方各交一份内容以后，才能抽取。').waitFor()
    expect(await operator.page.getByRole('button', { name: '抽取', exact: true }).count()).toBe(0)
    await addWords(operator.page, at('/draw'), said.bureau)
    await expectFitsPhone(operator)

    const supervisor = await loggedIn('supervisor')
    await supervisor.page.goto(at('/draw'))
    const before = await supervisor.page.content()
    for (const secret of [said.requester, said.bureau, slip.nonce]) expect(before).not.toContain(secret)
    await addWords(supervisor.page, at('/draw'), said.supervisor)
    await supervisor.page.getByText(/^请使用单位.+按留底填写原文公开/).waitFor()
    const bound = await supervisor.page.locator('main').innerText()
    expect(bound).toContain(said.bureau)
    expect(bound).not.toContain(said.requester)
  })

  test('before it is drawn anybody reads the seal, and keeps its digest', async () => {
    const anonymous = await visitor()
    const { page } = anonymous
    await page.goto(`${baseUrl}/draws`)
    await page.getByRole('link', { name: number, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: `抽取公开记录 ${number}` }).waitFor()
    await page.getByText('专业组只写序号').first().waitFor()
    const text = await page.locator('main').innerText()
    for (const secret of [title, group, said.requester, said.bureau]) expect(text).not.toContain(secret)
    await expectFitsPhone(anonymous)
    files.digest = await downloaded(page, '下载封存摘要', 'digest')
    expect(verified(files.digest).text).toContain(number)
  })

  test('the slip is typed in again, first wrongly; then the operator draws, and nobody reads a name', async () => {
    const { page: requester } = await loggedIn('drawRequester')
    await requester.goto(at())
    await requester.getByRole('button', { name: '公开我的内容…' }).click()
    const dialog = requester.getByRole('dialog')
    await box(requester, '内容').fill(`${slip.words}。`)
    await box(requester, '随机码').fill(slip.nonce)
    await dialog.getByRole('button', { name: '公开', exact: true }).click()
    const refused = dialog.getByText(/与您当时交的不是同一份内容/)
    await refused.first().waitFor()
    await box(requester, '内容').fill(slip.words)
    await dialog.getByRole('button', { name: '公开', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await requester.getByText(said.requester).waitFor()

    const operator = await loggedIn('drawOperator')
    await operator.page.goto(`${baseUrl}/bureau`)
    await operator.page.getByRole('link', { name: /等待抽取的需求/ }).waitFor()
    await drawSealed(operator.page, id, 3)
    await operator.page.getByText('已经按这次封存抽取。').waitFor()
    await expectFitsPhone(operator)
    await tell(operator.page, id)
    await leave(operator)
    expect(await namesTold()).toEqual([])
  })

  test('one declines and the next of the sealed order is asked; three accept, and the list is confirmed', async () => {
    const [first, ...others] = await invitationsTo(title, 3)
    expect(others).toHaveLength(2)
    await decline(await invited(first!))
    const now = await invitationsTo(title, 4)
    coming.push(...now.filter(({ link }) => link !== first!.link))
    expect(coming).toHaveLength(3)
    for (const one of coming) await accept(await invited(one))
    const { page } = await loggedIn('drawOperator')
    await confirmList(page, id, 3)
  })

  test('for the day on which the system is down the supervisor has the list, and the operator its password', async () => {
    const { page } = await loggedIn('supervisor')
    await page.goto(at('/papers'))
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: /生成并下载密封函/ }).click()
    await proveAgain(page, demo('supervisor').totpSecret!)
    const pdf = readFileSync(await (await saved).path())
    const { page: operator } = await loggedIn('drawOperator')
    await operator.goto(at('/papers'))
    await operator.getByRole('button', { name: '查看密封函密码' }).click()
    await box(operator, '查看原因').fill('抄写后装入信封保管。')
    await operator.getByRole('button', { name: '查看', exact: true }).click()
    await proveAgain(operator, demo('drawOperator').totpSecret!)
    const key = await operator
      .getByRole('dialog')
      .getByText(/^\w{4}(-\w{4})+$/)
      .innerText()
    await expect(textOfPdf(pdf)).rejects.toThrow()
    const text = (await textOfPdf(pdf, key)).join()
    for (const { tail } of coming) expect(text).not.toContain(fixturePhone(Number(tail)))
    expect((await namesOf(id)).filter(name => text.includes(name))).toHaveLength(3)
  })

  test('one who was drawn has an account by now, and reads nothing of it before the names are open', async () => {
    const { page } = await visitor({ phone: true })
    const { tail } = coming[0]!
    await page.goto(`${baseUrl}/claim`)
    await box(page, '证件号码').fill(documentOf(tail))
    await proveAndChoosePassword(page, '手机号码', fixturePhone(Number(tail)))
    await page.getByRole('button', { name: '设置密码并登录' }).click()
    await page.waitForURL(url => url.pathname.startsWith('/expert'))
    await page.goto(`${baseUrl}/expert/draws`)
    await page.getByRole('heading', { level: 1, name: '我的抽取机会' }).waitFor()
    expect(await page.content()).not.toContain(number)
  })

  test('everybody comes, and still no name is read before two have opened the list', async () => {
    await letSessionBegin(id, 30)
    const operator = await loggedIn('drawOperator')
    for (const one of coming) {
      const { place, code } = await placeOf(await invited(one), group)
      await operator.page.goto(at('/sign-in'))
      await signIn(operator.page, code!, place)
    }
    await openHalf(operator.page, id, 'drawOperator')
    await operator.page.getByText('还要监督人员启封').first().waitFor()
    await expectFitsPhone(operator)
    await leave(operator)
    expect(await namesTold()).toEqual([])

    const supervisor = await loggedIn('supervisor')
    await openHalf(supervisor.page, id, 'supervisor')
    await supervisor.page.getByRole('columnheader', { name: '姓名' }).waitFor()
    await expectFitsPhone(supervisor)
  })

  test('anybody takes the certificate and checks it: beside the digest, on the page and by the command', async () => {
    const anonymous = await visitor()
    const { page } = anonymous
    await page.goto(`${baseUrl}${record()}`)
    await page.getByText('应抽 3 人，抽出 3 人').waitFor()
    for (const words of ['同一单位：最多 1 人', '正高级至少 1 人'])
      await page.getByRole('listitem').filter({ hasText: words }).filter({ hasText: '（符合）' }).first().waitFor()
    await expectFitsPhone(anonymous)
    files.certificate = await downloaded(page, '下载抽取证书', 'certificate')
    await page.goto(`${baseUrl}${record('/certificate')}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectFitsPhone(anonymous)

    await page.goto(`${baseUrl}/verify`)
    await page.locator('input[type=file]').setInputFiles([files.digest, files.certificate])
    await page.getByText('核验通过').waitFor()
    await expectFitsPhone(anonymous)
    const shell = verified(files.certificate, files.digest)
    expect(shell.text).toContain('核验通过')
    expect(shell.status).toBe(0)
    for (const words of Object.values(said)) expect(readFileSync(files.certificate, 'utf8')).toContain(words)
    const changed = join(tmpdir(), `${run}-changed.json`)
    writeFileSync(changed, readFileSync(files.certificate, 'utf8').replace(said.bureau, `${said.bureau}0`))
    expect(verified(changed)).toMatchObject({ status: 1, text: expect.stringContaining('核验不通过') })
    const told = await namesOf(id)
    const read = (await Promise.all([record(), '/draws'].map(path => textsOf(page.request, path)))).flat().join()
    for (const text of [read, readFileSync(files.certificate, 'utf8')])
      expect(told.filter(name => text.includes(name))).toEqual([])
  })

  test('who was drawn reads with which chance, and his receipt is proved by the certificate', async () => {
    const { page } = await visitor({ phone: true })
    const login = fixturePhone(Number(coming[0]!.tail))
    await logIn(page, { login, password, tab: 'individual' })
    await page.goto(`${baseUrl}/expert/draws`)
    await expectNoSideScroll(page)
    await page.getByRole('link', { name: `${number} 的回执` }).click()
    await page.getByRole('heading', { name: '怎样用回执核验' }).waitFor()
    await expectNoSideScroll(page)
    await expectAccessible(page)
    files.receipt = await downloaded(page, '下载回执', 'receipt')
    await page.getByRole('link', { name: '与证书一起核验' }).click()
    await page.getByText('核验通过').waitFor()
    await expectNoSideScroll(page)
    await expectAccessible(page)
    expect(verified(files.certificate, files.receipt).status).toBe(0)
    expect(verified(files.receipt).status).toBe(1)
    // out of the way of other journeys, whose sessions begin at the same time
    await letSessionBegin(id, 10 * 24 * 60)
  })
})
