import { baseUrl } from '../support/system'
import { decide, newUnit, registeredPerson, registerUnit } from './people'
import {
  box,
  expectAccessible,
  expectNoSideScroll,
  loggedIn,
  logIn,
  nextSerial,
  pickFound,
  useBrowser,
  visitor,
} from './support'

useBrowser()

const next = newUnit()
const family = ['阚', '亓', '郗', '逄', '仉'][nextSerial() % 5]!
const names = [`${family}远帆`, `${family}近岸`]
const list = (search: string) => `${baseUrl}/unit/people?${search}`

test('修改单位: several are approved at once; who moves is gone from the old unit at once, which keeps what it decided', async () => {
  const moving = await visitor({ phone: true })
  const staying = await visitor({ phone: true })
  const person = await registeredPerson(moving.page, names[0])
  await registeredPerson(staying.page, names[1])

  const { page: old } = await loggedIn('unitAdmin')
  await old.goto(list(`text=${encodeURIComponent(family)}`))
  for (const name of names) await old.getByRole('checkbox', { name: `选择${name}` }).check()
  await expectAccessible(old)
  await old.getByRole('button', { name: '批量通过' }).click()
  await old.getByRole('button', { name: '全部通过' }).click()
  const done = old.getByRole('dialog', { name: '已通过 2 人' })
  for (const name of names) await done.getByRole('listitem').filter({ hasText: name }).getByText('通过').waitFor()
  await done.getByRole('button', { name: '知道了' }).click()
  await old.goto(list(`status=approved&text=${encodeURIComponent(names[0]!)}`))
  await old.getByRole('link', { name: names[0]! }).click()
  await old.waitForURL(url => /^\/unit\/people\/./.test(url.pathname))
  await old
    .getByText(`${person.phone.slice(0, 3)}****${person.phone.slice(7)}`)
    .first()
    .waitFor()
  const page = old.url()

  await registerUnit((await visitor()).page, next)
  const { page: bureau } = await loggedIn('bureauReviewer')
  await bureau.goto(`${baseUrl}/bureau/units?text=${encodeURIComponent(next.name)}`)
  await bureau.getByRole('link', { name: next.name }).first().click()
  await decide(bureau, '审核通过', '证照一致。')
  await bureau.getByText(/^已办理：/).waitFor()

  await moving.page.goto(`${baseUrl}/expert/unit`)
  await expectNoSideScroll(moving.page)
  await expectAccessible(moving.page)
  await pickFound(moving.page, /新的单位/, next.name.slice(2), new RegExp(next.name))
  await box(moving.page, '所在部门').fill('总体室')
  await moving.page.getByRole('button', { name: '修改单位' }).click()
  await moving.page.waitForURL(url => url.pathname === '/expert')
  await moving.page.getByText(next.name).first().waitFor()

  await old.goto(page)
  const left = await old.locator('main').innerText()
  expect(left).toContain('已转出')
  expect(left).toContain('通过')
  for (const word of [names[0]!, person.phone.slice(7)]) expect(left).not.toContain(word)
  await old.goto(list(`status=all&text=${encodeURIComponent(family)}`))
  await old.getByRole('link', { name: names[1]! }).first().waitFor()
  expect(await old.locator('main').innerText()).not.toContain(names[0]!)

  const { page: fresh } = await visitor()
  await logIn(fresh, next)
  await fresh.goto(list(''))
  await fresh.getByRole('link', { name: names[0]! }).click()
  await decide(fresh, '通过', '已到本所工作。')
  await fresh.getByText(/^已办理：/).waitFor()
})
