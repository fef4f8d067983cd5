import type { Locator, Page } from 'playwright-core'
import { fixtureCreditCode, fixtureId, fixturePhone } from '../support/fixtures-ids'
import { baseUrl } from '../support/system'
import { box, codeSentTo, logIn, nextSerial, pickFound, pickRegion } from './support'

export const password = 'Luyou#2026qian'

export type MadeUnit = {
  name: string
  code: string
  admin: string
  phone: string
  login: string
  password: string
  tab: 'unit'
}
export type MadePerson = {
  name: string
  id: string
  phone: string
  login: string
  password: string
  tab: 'individual'
  slip?: string
}

/** A unit nobody has registered yet. */
export function newUnit(): MadeUnit {
  const serial = nextSerial()
  const phone = fixturePhone(4000 + serial)
  return {
    name: `示范东湖研究所${String(serial).padStart(4, '0')}`,
    code: fixtureCreditCode(serial),
    admin: '单联',
    phone,
    login: phone,
    password,
    tab: 'unit',
  }
}

/** A person nobody has registered yet. */
export function newPerson(name = '路遥之'): MadePerson {
  const serial = nextSerial()
  const phone = fixturePhone(7000 + serial)
  // thirty to fifty-nine years old, in whatever year this runs: some authorities admit nobody who is older than 65
  const id = fixtureId(serial % 499, { birth: `${new Date().getFullYear() - 30 - (serial % 30)}-06-18` })
  return { name, id, phone, login: phone, password, tab: 'individual' }
}

/** Proves a phone by the code it gets, or by that of a slip, sets the password and agrees to the texts. */
export async function proveAndChoosePassword(page: Page, label: string, phone: string, slip?: string): Promise<void> {
  await box(page, label).fill(phone)
  if (!slip) {
    await page.getByRole('button', { name: '获取验证码' }).click()
    await page.getByText('验证码已发送').waitFor()
  }
  await box(page, '短信验证码').fill(slip ?? (await codeSentTo(phone)))
  await box(page, '(登录|设置)密码').fill(password)
  await box(page, '确认密码').fill(password)
  await page.getByRole('checkbox', { name: /同意/ }).check()
}

/** Where made-up people live and units are registered, unless a journey plays elsewhere. */
const wuhan = ['湖北省', '武汉市', '洪山区']

type UnitWay = {
  place?: string[]
  /** the status the unit has once it is registered */
  status?: string
  /** its certificate as a phone takes it (U2) */
  picture?: Buffer
}

/** Fills and sends the registration of a unit. */
export async function registerUnit(page: Page, unit: MadeUnit, way: UnitWay = {}): Promise<void> {
  const { place = wuhan, status = '待审核', picture } = way
  await page.goto(`${baseUrl}/register/unit`)
  await page.getByRole('radio', { name: '科研院所' }).check()
  await box(page, '单位全称').fill(unit.name)
  await box(page, '统一社会信用代码').fill(unit.code.toLowerCase())
  await box(page, '法定代表人').fill('法正')
  await pickRegion(page, '单位注册地', place)
  await box(page, '联系人').fill(unit.admin)
  if (picture) {
    const file = { name: '证书.jpg', mimeType: 'image/jpeg', buffer: picture }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText(/^证书\.jpg 已上传/).waitFor()
  }
  await proveAndChoosePassword(page, '联系人手机号码', unit.phone)
  await page.getByRole('button', { name: '提交注册' }).click()
  await page.getByText(status).first().waitFor()
}

/**
 * Fills in the registration of a person on the page that is open; with a unit where it belongs to the registration.
 * @param search what is typed to find the unit
 */
export async function fillPerson(
  page: Page,
  person: MadePerson,
  unitName: string | null,
  place: string[] = wuhan,
  search = unitName?.slice(2) ?? '',
): Promise<void> {
  await page.getByRole('radio', { name: '中国大陆居民身份证' }).check()
  await box(page, '证件号码').fill(person.id)
  await box(page, '姓名').fill(person.name)
  await box(page, '电子邮箱').fill('luyao@example.com')
  await pickRegion(page, '所在地区', place)
  if (unitName) await pickFound(page, /所在单位/, search, new RegExp(unitName))
  await proveAndChoosePassword(page, '手机号码', person.phone, person.slip)
}

/** Fills and sends the registration of a person. */
export async function registerPerson(...filled: Parameters<typeof fillPerson>): Promise<void> {
  const [page] = filled
  await page.goto(`${baseUrl}/register/person`)
  await fillPerson(...filled)
  await page.getByRole('button', { name: '确认注册' }).click()
}

/** Waits until a registration is through. Its heading: what comes after 注册成功 is said on the form already. */
export const registered = (page: Page) => page.getByRole('heading', { name: '账号注册成功！' }).waitFor()

/** A person of the demo's approved unit, registered and logged in. */
export async function registeredPerson(page: Page, name?: string): Promise<MadePerson> {
  const person = newPerson(name)
  await registerPerson(page, person, '示范江城第一医院')
  await registered(page)
  await logIn(page, person)
  return person
}

/** Waits until what was typed is on the server. */
export const saved = (page: Page) =>
  page
    .getByText(/已保存/)
    .first()
    .waitFor()

/** Year and month of a date field. */
export async function fillMonth(page: Page, label: string, year: string, month: string): Promise<void> {
  const group = page.getByRole('group', { name: label })
  await group.getByLabel(/年/).fill(year)
  await group.getByLabel(/月/).fill(month)
}

/** Chooses a result in the decision panel, gives the opinion and answers the question. */
export async function decide(
  page: Page,
  result: string,
  opinion: string,
  within: Page | Locator = page,
): Promise<void> {
  await within.getByRole('radio', { name: result, exact: true }).check()
  await within.getByLabel(/^(意见|理由)/).fill(opinion)
  await within
    .getByRole('button', { name: /^(单位推荐|审核|确认|提交)/ })
    .last()
    .click()
  await page.getByRole('button', { name: `确认${result}` }).click()
}
