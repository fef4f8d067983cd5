import { act } from '@testing-library/react'
import { withNuqsTestingAdapter } from 'nuqs/adapters/testing'
import type { ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { Menu } from '@/components/shell/menu'
import { AddDutyForm } from '@/components/staff/add-duty-form'
import { CreateStaffForm } from '@/components/staff/create-form'
import { GrantForm } from '@/components/staff/grant-form'
import { FilterForm } from '@/components/table/filter-form'
import { Disclosure } from '@/components/ui/disclosure'
import { makeRouter } from '../support/app-router'

jest.mock('@/lib/staff/staff.actions', () => ({}))
jest.mock('@/lib/staff/duty.actions', () => ({}))

const id = '00000000-0000-4000-8000-000000000001'
const text = { key: 'text', label: '姓名或登录名', kind: 'text' as const }
const state = { key: 'state', label: '状态', kind: 'one' as const, options: [{ value: 'a', label: '正常' }] }
const staff = { id, version: 1, name: '任新之', roles: ['noticeEditor' as const], inDepartment: false }
const screens: [string, ReactNode][] = [
  [
    'a list’s filters',
    <FilterForm key="f" base="/l" fields={[text, state]} values={{ text: '', state: 'a' }} keep={{}} />,
  ],
  ['开设账号', <CreateStaffForm key="c" places={[{ value: 'bureau', label: '示范市科技局', hint: '本机关' }]} />],
  ['角色授权', <GrantForm key="g" staff={staff} />],
  ['增加分工, with the picker of units', <AddDutyForm key="d" accountId={id} departments={[]} />],
]

/**
 * Draws on the server and starts the scripts of the page.
 * @param before what somebody does to the page until they run
 * @returns what the server has drawn, and what stands there then
 */
async function startScripts(
  element: ReactNode,
  before: (place: HTMLElement) => void = () => {},
): Promise<{ drawn: number; boxes: number; open: boolean[] }> {
  const Router = makeRouter().wrapper
  const Address = withNuqsTestingAdapter()
  const page = (
    <Address>
      <Router>{element}</Router>
    </Address>
  )
  const place = document.createElement('div')
  document.body.append(place)
  place.innerHTML = renderToString(page)
  const count = () => place.querySelectorAll('input, select, textarea').length
  const drawn = count()
  before(place)
  let root: ReturnType<typeof hydrateRoot> | undefined
  await act(async () => {
    root = hydrateRoot(place, page)
  })
  const boxes = count()
  const open = [...place.querySelectorAll('details')].map(one => one.open)
  await act(async () => root?.unmount())
  place.remove()
  return { drawn, boxes, open }
}

// What React complains about goes to the console, and that fails the test. A complaint about `style` on boxes in a
// picture taken while a development server is slow is the camera's: it hides the caret with an inline style.
test.each(screens)('%s: the browser draws what the server has drawn', async (_, element) => {
  const { drawn, boxes } = await startScripts(element)
  expect(drawn).toBeGreaterThan(0)
  expect(boxes).toBe(drawn)
})

test('what somebody opened before the scripts ran stays open', async () => {
  const several = { key: 'kind', label: '类别', kind: 'many' as const, options: [{ value: 'a', label: '入库' }] }
  const { open } = await startScripts(
    <>
      <Disclosure summary="逐项查看">内容</Disclosure>
      <Menu summary="菜单" label="菜单" summaryClass="" panelClass="">
        内容
      </Menu>
      <FilterForm base="/l" fields={[several]} values={{ kind: [] }} keep={{}} />
    </>,
    place => {
      for (const details of place.querySelectorAll('details')) details.open = true
    },
  )
  expect(open.length).toBeGreaterThanOrEqual(3)
  expect(open).toEqual(open.map(() => true))
})
