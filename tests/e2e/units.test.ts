import type { Page } from 'playwright-core'
import { fixturePhone } from '../support/fixtures-ids'
import { baseUrl } from '../support/system'
import {
  decide,
  newPerson,
  newUnit,
  password,
  proveAndChoosePassword,
  registered,
  registerPerson,
  registerUnit,
} from './people'
import {
  box,
  demo,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  logIn,
  messagesTo,
  nextSerial,
  proveAgain,
  useBrowser,
  visitor,
} from './support'

useBrowser()

const unit = newUnit()
/** Another unit of the same name, told apart by its code. */
const twin = { ...newUnit(), name: unit.name, admin: '双印' }
const renamed = unit.name.replace('东湖研究所', '西湖研究院')
const member = newPerson('江映川')
const newcomer = (name: string) => {
  const phone = fixturePhone(4000 + nextSerial())
  return { name, phone, login: phone, password, tab: 'unit' as const }
}
const [colleague, successor] = [newcomer('梅同行'), newcomer('接任之')]
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
const card = (page: Page, title: string) => page.locator('section', { has: page.getByRole('heading', { name: title }) })

async function invite(page: Page, button: string, person: { name: string; phone: string }): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await box(page, '姓名').fill(person.name)
  await box(page, '手机号码').fill(person.phone)
  await page.getByRole('button', { name: '发送邀请' }).click()
  // to whom: the one before may still be said to have been sent
  await page.getByText(new RegExp(`已发到.*${person.phone.slice(-4)}`)).waitFor()
}

/** Opens the link of the SMS on a phone, proves the phone and sets a password of his own. */
async function join(person: { name: string; phone: string }): Promise<void> {
  const { page } = await visitor({ phone: true })
  const link = /\/join\?token=[\w-]+/.exec(await messagesTo(page, person.phone))![0]
  await page.goto(`${baseUrl}${link}`)
  await expectAccessible(page)
  await proveAndChoosePassword(page, '手机号码', person.phone)
  await expectNoSideScroll(page)
  await page.getByRole('button', { name: '接受邀请' }).click()
  await page.getByText('您已成为').waitFor()
}

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '更名', exact: true }).click()
  await box(page, '新的单位全称').fill(name)
  await box(page, '原因').fill('更名批复')
  await page.getByRole('dialog').getByRole('button', { name: '更名' }).click()
  await heading(page, name)
}

describe('units over time', () => {
  test('two units of one name register; the reviewer sees the pair and approves both', async () => {
    const { page } = await visitor({ phone: true })
    await registerUnit(page, unit)
    await expectNoSideScroll(page)
    await registerUnit(page, twin)

    const { page: desk } = await loggedIn('bureauReviewer')
    for (const one of [unit, twin]) {
      await desk.goto(`${baseUrl}/bureau/units?text=${one.code}`)
      await desk.getByRole('link', { name: one.name }).click()
      await card(desk, '同名的单位')
        .getByText(one === unit ? twin.code : unit.code)
        .waitFor()
      await expectAccessible(desk)
      await decide(desk, '审核通过', '证照一致，是两个单位。')
      await desk.getByText(/^已办理：/).waitFor()
    }
  })

  test('an administrator invites a colleague, hands over to a successor and is gone; his name stays', async () => {
    const { page } = await visitor({ phone: true })
    await logIn(page, unit)
    await page.goto(`${baseUrl}/unit/administrators`)
    await invite(page, '邀请管理员', colleague)
    await join(colleague)
    await invite(page, '交接给他人', successor)
    await expectNoSideScroll(page)
    await expectAccessible(page)
    await join(successor)
    await page.goto(`${baseUrl}/unit/administrators`)
    await page.waitForURL(/\/login/)

    const { page: desk } = await visitor()
    await logIn(desk, colleague)
    await desk.goto(`${baseUrl}/unit/administrators`)
    const present = await card(desk, '现任管理员').innerText()
    for (const { name } of [colleague, successor]) expect(present).toContain(name)
    expect(present).not.toContain(unit.admin)
    expect(await card(desk, '历任管理员').innerText()).toContain(`已交接给${successor.name}`)
    await expectAccessible(desk)
    await desk.goto(`${baseUrl}/unit`)
    expect(await card(desk, '办理记录').innerText()).toContain(`管理员卸任：${unit.admin}`)
  })

  test('doubles are merged after a second proof: people follow, the old code and the old login lead on', async () => {
    const { page: own } = await visitor({ phone: true })
    await registerPerson(own, member, twin.name, undefined, twin.code)
    await registered(own)

    const { page } = await loggedIn('bureauManager')
    await page.goto(`${baseUrl}/bureau/organisation/doubles`)
    const pair = page.getByRole('listitem').filter({ hasText: twin.code })
    expect(await pair.innerText()).toContain('名称相同')
    await expectAccessible(page)
    await pair
      .locator('div', { hasText: twin.code })
      .filter({ hasNotText: unit.code })
      .getByRole('link', { name: /把它并入对方/ })
      .click()
    await box(page, '合并的依据').fill('同一单位重复注册，已电话核实。')
    await expectAccessible(page)
    await page.getByRole('button', { name: /^确认并入/ }).click()
    await proveAgain(page, demo('bureauManager').totpSecret!)
    await page.getByText('合并已完成').waitFor()

    // the question which of the administrators it is comes as a refusal
    const { page: old } = await visitor({ expect: [/401.*\/callback\/credentials/] })
    await old.goto(`${baseUrl}/login?as=unitAdmin`)
    await box(old, '统一社会信用代码或联系人手机号码').fill(twin.code)
    await box(old, '登录密码').fill(twin.password)
    await old.getByRole('button', { name: '登录', exact: true }).click()
    await old.getByRole('radio', { name: /^双/ }).check()
    await old.getByRole('button', { name: '登录', exact: true }).click()
    await old.getByText(/已于 .* 并入本单位/).waitFor()
    await old.getByText(unit.code).first().waitFor()
    await old.goto(`${baseUrl}/unit/administrators`)
    expect(await card(old, '现任管理员').innerText()).toContain(successor.name)
    expect(await messagesTo(old, twin.phone)).toContain('并入')
    await logIn(own, member)
    await own.getByText(unit.name).first().waitFor()
  })

  test('a unit that is renamed on a phone is found in the picker by its former name and by the merged code', async () => {
    const { page } = await loggedIn('bureauManager', { phone: true })
    await page.goto(`${baseUrl}/bureau/organisation/units?text=${unit.code}`)
    await page.getByRole('link', { name: unit.name }).click()
    await rename(page, renamed)
    await expectNoSideScroll(page)
    await expectAccessible(page)

    const { page: guest } = await visitor()
    await guest.goto(`${baseUrl}/register/person`)
    const picker = guest.getByRole('combobox', { name: /所在单位/ })
    for (const text of [unit.name, twin.code]) {
      await picker.fill(text)
      await guest
        .getByRole('option', { name: new RegExp(`${renamed}.*曾用名：${unit.name}.*后四位 ${unit.code.slice(-4)}`) })
        .waitFor()
    }
  })
})
