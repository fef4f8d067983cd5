import { baseUrl } from '../support/system'
import { beginApplication, fillProfile } from './applying'
import { decide, newPerson, newUnit, registered, registerPerson, registerUnit } from './people'
import { demo, expectAccessible, expectNoSideScroll, loggedIn, logIn, messagesTo, useBrowser, visitor } from './support'

useBrowser()

const unit = newUnit()
const person = newPerson()

describe('the main job, end to end: a unit registers, a person applies, the expert is in the pool', () => {
  test('1. a unit registers, then sees where it stands and nothing else', async () => {
    const { page } = await visitor({ expect: [/404.*\/unit\/users/] })
    await page.goto(`${baseUrl}/register/unit`)
    await expectAccessible(page)
    await registerUnit(page, unit)

    await logIn(page, { ...unit, login: unit.code })
    await expect(page.locator('main').innerText()).resolves.toContain('待审核')
    await page.goto(`${baseUrl}/unit/users`)
    await expect(page.locator('main').innerText()).resolves.not.toContain('姓名或申请编号')
  })

  test('2. a reviewer finds it in his queue, approves it, and the unit gets an SMS', async () => {
    const { page } = await loggedIn('bureauReviewer')
    await page.goto(`${baseUrl}/bureau/units`)
    await page.getByRole('link', { name: unit.name }).click()
    await page.getByText(unit.code).waitFor()
    await expectAccessible(page)
    await decide(page, '审核通过', '证照一致。')
    await page.getByText(/^已办理：/).waitFor()
    expect(await messagesTo(page, unit.phone)).toContain('审核通过')
  })

  test('3. a person registers on a phone, choosing the unit', async () => {
    const { page } = await visitor({ phone: true })
    await page.goto(`${baseUrl}/register/person`)
    await expectAccessible(page)
    await expectNoSideScroll(page)
    await registerPerson(page, person, unit.name)
    await registered(page)
    await logIn(page, person)
    await expect(page.locator('main').innerText()).resolves.toContain('信息未填写')
    await expectAccessible(page)
  })

  test('4. he fills the sections, which save themselves, uploads evidence and submits', async () => {
    const { page } = await visitor({ phone: true })
    await logIn(page, person)
    await beginApplication(page)
    await fillProfile(page, {
      unitName: unit.name,
      ethnic: '汉族',
      title: '研究员',
      discipline: '金属材料',
      research: '高强铝合金的组织与性能。',
    })

    await page.goto(`${baseUrl}/expert/check`)
    await expectAccessible(page)
    await page.getByRole('checkbox', { name: /承诺/ }).check()
    await page.getByRole('button', { name: '提交申请' }).dblclick()
    await page.getByText('待单位推荐').first().waitFor()
  })

  test('5. the unit reads it and recommends', async () => {
    const { page } = await visitor()
    await logIn(page, unit)
    await page.goto(`${baseUrl}/unit/users?status=atUnit`)
    await expectAccessible(page)
    await page.getByRole('link', { name: person.name }).click()
    await page.getByText('高强铝合金的组织与性能。').waitFor()
    await expectAccessible(page)
    expect(await page.content()).not.toContain(person.id)
    await decide(page, '推荐', '情况属实。')
    await page.getByText(/^已办理：/).waitFor()
    await expect(page.locator('main').innerText()).resolves.toContain('待科技局审核')
  })

  test('6. the bureau approves, he gets an SMS and is found in the pool', async () => {
    const { page } = await loggedIn('bureauReviewer2')
    await page.goto(`${baseUrl}/bureau/applications?status=atBureau`)
    await expectAccessible(page)
    await page.getByRole('link', { name: person.name }).click()
    await decide(page, '审核通过', '符合条件。')
    await page.getByText(/^已办理：/).waitFor()
    expect(await messagesTo(page, person.phone)).toContain('在库专家')
    for (const query of [
      `name=${encodeURIComponent('遥之')}`,
      'name=luyaozhi',
      `unit=${encodeURIComponent(unit.name)}`,
    ]) {
      await page.goto(`${baseUrl}/bureau/experts?${query}`)
      await page.getByRole('link', { name: person.name, exact: true }).first().waitFor()
    }
    await expectAccessible(page)
  })

  test('7. the expert sees the result and the whole history', async () => {
    const { page } = await visitor({ phone: true })
    await logIn(page, person)
    const text = await page.locator('main').innerText()
    for (const word of [
      '审核通过',
      '待科技局审核',
      '待单位推荐',
      '情况属实。',
      '符合条件。',
      demo('bureauReviewer2').name,
    ])
      expect(text).toContain(word)
    await expectAccessible(page)
  })
})
