import { baseUrl } from '../support/system'
import { newPerson, registered, registerPerson } from './people'
import { confirmSlip, printSlip } from './slips'
import { box, expectAccessible, loggedIn, logIn, useBrowser, visitor } from './support'

useBrowser()

test('激活单: one of the staff asks for it, another confirms, the first prints, the person registers with it on a phone', async () => {
  const person = newPerson('单独行')
  const { page: first } = await loggedIn('bureauReviewer')
  await first.goto(`${baseUrl}/bureau/slips/new`)
  await first.getByRole('radio', { name: '个人（专家）注册' }).check()
  await box(first, '姓名').fill(person.name)
  await first.getByRole('combobox', { name: /核对的证件/ }).selectOption('mainlandId')
  await box(first, '手机号码').fill(person.phone)
  await first.getByRole('checkbox', { name: /已当面核对/ }).check()
  await first.getByRole('button', { name: '提交，请另一人确认' }).click()
  await first.getByText('申请人自己不能确认').waitFor()
  const address = first.url()

  const second = await confirmSlip(address)
  expect(await second.getByRole('button', { name: '打印激活单' }).count()).toBe(0)

  const code = await printSlip(first)
  await expectAccessible(first)
  await first.reload()
  await first.getByText('激活码只显示一次').first().waitFor()
  expect(await first.locator('main').innerText()).not.toContain(code)

  const { page } = await visitor({ phone: true })
  await registerPerson(page, { ...person, slip: code }, '示范江城第一医院')
  await registered(page)
  await logIn(page, person)
  await first.reload()
  await first.getByText('已使用').first().waitFor()
})
