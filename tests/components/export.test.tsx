/**
 * @jest-environment ./tests/support/dom-with-fetch.mjs
 */
import { configure, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { DownloadExport } from '@/components/export/download-export'
import { ExportPage } from '@/components/export/export-page'
import { onStepUp } from '@/components/form/run-action'
import type { ActionResult } from '@/lib/access/result'
import type { ExportView } from '@/lib/export/export.dto'
import type { ExportStatus } from '@/lib/workflow/export.machine'
import { makeRouter } from '../support/app-router'

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 15_000 })

/** The edge of the server: what arrives there, and what it answers. */
const server = { got: [] as Record<string, unknown>[], answers: [] as ActionResult<unknown>[] }
const answer = async (command: Record<string, unknown>) => {
  server.got.push(command)
  return server.answers.shift() ?? { ok: true as const, data: { label: '已收回' } }
}
jest.mock('@/lib/export/export.actions', () => ({
  revokeExportAction: (command: Record<string, unknown>) => answer(command),
  cancelExportAction: (command: Record<string, unknown>) => answer(command),
  decideExportAction: (command: Record<string, unknown>) => answer(command),
}))
beforeEach(() => {
  server.got = []
  server.answers = []
})

const id = '018f0000-0000-7000-8000-00000000000a'
const view = (change: Partial<ExportView>): ExportView => ({
  id,
  number: 'DC2026-0007',
  requester: '示范市科技局要名单',
  purpose: '示范评审挑选专家',
  numbers: false,
  people: 2,
  status: 'ready',
  statusLabel: '可下载',
  createdAt: new Date('2026-11-21T02:00:00Z'),
  version: 2,
  own: true,
  office: '示范市科技局',
  approver: '示范市科技局管衡',
  conditions: [{ label: '所在地区', words: '示范区' }],
  listHref: '/bureau/experts',
  columns: [{ value: 'name', label: '姓名', clear: false }],
  numbersReason: null,
  now: null,
  rows: 2,
  size: 8000,
  sha256: 'a'.repeat(64),
  madeAt: new Date('2026-11-21T03:00:00Z'),
  expiresAt: new Date('2026-11-28T03:00:00Z'),
  attempts: 1,
  downloads: 0,
  events: [{ event: 'revoke', label: '收回', opinion: 'required', whyNot: null }],
  canDownload: true,
  history: [],
  ...change,
})

function show(content: React.ReactElement) {
  render(content, { wrapper: makeRouter().wrapper })
  return userEvent.setup({ delay: null })
}
const button = (name: string) => screen.getByRole('button', { name })

describe('下载文件', () => {
  const answers: Response[] = []
  const asked: string[] = []
  const saved: string[] = []
  beforeEach(() => {
    answers.length = asked.length = saved.length = 0
    jest.spyOn(globalThis, 'fetch').mockImplementation(async address => {
      asked.push(String(address))
      return answers.shift()!
    })
    URL.createObjectURL = () => 'blob:x'
    URL.revokeObjectURL = () => undefined
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download)
    })
  })
  afterEach(() => jest.restoreAllMocks())
  const wanted = () =>
    Response.json(
      { code: 'stepUp', message: '要再验证。', deed: { action: 'export.download', objectId: id } },
      { status: 403 },
    )

  test('where a proof is asked for, it is given first and the file asked for again', async () => {
    answers.push(wanted(), new Response('xlsx'))
    const deeds: unknown[] = []
    const stop = onStepUp(async deed => deeds.push(deed) > 0)
    const user = show(<DownloadExport id={id} number="DC2026-0007" />)
    await user.click(button('下载文件'))
    expect(await screen.findByText('已下载“专家名单_DC2026-0007.xlsx”。')).toBeInTheDocument()
    expect(deeds).toEqual([{ action: 'export.download', objectId: id }])
    expect(asked).toEqual([`/api/exports/${id}`, `/api/exports/${id}`])
    expect(saved).toEqual(['专家名单_DC2026-0007.xlsx'])
    stop()
  })

  test('without the proof, and when it was revoked meanwhile, nothing is saved and it says why', async () => {
    answers.push(wanted(), Response.json({ code: 'refused', message: '这份文件已被收回，不能下载。' }, { status: 403 }))
    const user = show(<DownloadExport id={id} number="DC2026-0007" />)
    await user.click(button('下载文件'))
    expect(await screen.findByText('没有验证身份，没有下载。')).toBeInTheDocument()
    await user.click(button('下载文件'))
    expect(await screen.findByText('这份文件已被收回，不能下载。')).toBeInTheDocument()
    expect(saved).toEqual([])
  })
})

test('收回 asks for a reason, and sends it without a version', async () => {
  const user = show(<ExportPage request={view({ downloads: 2 })} />)
  await user.click(button('收回这份导出'))
  expect(screen.getByText(/已经下载的 2 次收不回来/)).toBeInTheDocument()
  await user.click(button('确认收回'))
  expect(await screen.findAllByText(/请填写收回的原因/)).not.toHaveLength(0)
  expect(server.got).toEqual([])
  await user.type(screen.getByRole('textbox', { name: /收回的原因/ }), '列选多了。')
  await user.click(button('确认收回'))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(server.got).toEqual([expect.objectContaining({ id, opinion: '列选多了。' })])
  expect(server.got[0]).not.toHaveProperty('version')
})

test('what was decided is still said after the reload, when nothing is left to decide', async () => {
  const events: ExportView['events'] = [{ event: 'approve', label: '同意导出', opinion: 'optional', whyNot: null }]
  const asked = view({ status: 'requested', own: false, canDownload: false, events })
  const page = render(<ExportPage request={asked} />, { wrapper: makeRouter().wrapper })
  const user = userEvent.setup({ delay: null })
  server.answers.push({ ok: true, data: { label: '同意导出' } })
  await user.click(screen.getByRole('radio', { name: '同意导出' }))
  await user.click(button('提交'))
  await user.click(await screen.findByRole('button', { name: '确认同意导出' }))
  await screen.findByText('已办理：同意导出')
  page.rerender(<ExportPage request={{ ...asked, status: 'approved', version: 3, events: [] }} />)
  expect(screen.getByText('已办理：同意导出')).toBeInTheDocument()
})

test.each<[ExportStatus, RegExp]>([
  ['stopped', /没有做成/],
  ['revoked', /已收回，文件已删除/],
  ['expired', /已过期删除/],
])('%s: says so with its reason, and offers neither file nor 收回', (status, words) => {
  const step = { id: 's', at: new Date(), label: '步', toLabel: '步', opinion: '原因在此。' } as never
  show(<ExportPage request={view({ status, canDownload: false, events: [], history: [step] })} />)
  expect(screen.getAllByText(words).length).toBeGreaterThan(0)
  if (status !== 'expired') expect(screen.getAllByText(/原因在此。/).length).toBeGreaterThan(0)
  for (const name of ['下载文件', '收回这份导出'])
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument()
})

test('who opened the file’s address by itself is told to prove himself here', () => {
  show(<ExportPage request={view({ numbers: true })} unproved />)
  expect(screen.getByText(/没有直接下载。请点下面的「下载文件」/)).toBeInTheDocument()
})
