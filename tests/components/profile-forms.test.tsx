import { act, configure, screen, waitFor, within } from '@testing-library/react'
import { presets } from '@/lib/policy/presets/all'
import { fullRows, fullSections, rowId } from '../support/profiles'
import { applicationId, box, goOn, patient, pick, saved, showProfile } from './show-profile'

jest.mock('@/lib/file/file.actions', () => ({ removeFileAction: async () => ({ ok: true, data: { fileId: 'f-1' } }) }))
configure({ asyncUtilTimeout: 10_000 })

const filled = { ethnic: '01', education: '11', department: '科研处', disciplines: ['32027'], research: '肿瘤外科' }
const chosen = [{ value: '32027', label: '外科学' }]
const basic = { data: filled, chosen }

describe('专家基础信息', () => {
  test('shows what was saved and saves by itself what is typed, with its application and version', async () => {
    const { server, values, user } = showProfile('basic', { ...basic, version: 3 })
    expect(values).toMatchObject(filled)
    expect(pick(/民族/)).toHaveDisplayValue('汉族')
    await user.type(box(/所在部门/), '一科')
    await user.tab()
    await saved()
    expect(server.puts[0]).toEqual({
      url: '/api/drafts/basic',
      body: { applicationId, version: 3, data: { ...values, department: '科研处一科' } },
    })
  })

  test('下一页 with nothing missing saves and goes on', async () => {
    const { server, went, user } = showProfile('basic', basic)
    await user.type(box(/行政职务/), '处长')
    await user.click(await goOn())
    await waitFor(() => expect(went).toContain('push /expert/profile/next'))
    expect(server.last()?.data).toMatchObject({ position: '处长' })
  })

  test('下一页 with something missing says what, and lets nobody be held up', async () => {
    const { server, went, user } = showProfile('basic', { data: { ethnic: '01' } })
    await user.type(box(/行政职务/), '处长')
    await user.click(await goOn())
    const summary = await screen.findByRole('alert')
    expect(
      within(summary)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual([
      '所在部门：请填写所在部门',
      '最高学历：请选择最高学历',
      '熟悉的学科：请选择至少一个学科',
      '研究方向：请填写研究方向',
    ])
    expect(went).toEqual([])
    await user.click(screen.getByRole('button', { name: '暂时不填，去下一页' }))
    await waitFor(() => expect(went).toContain('push /expert/profile/next'))
    expect(server.last()?.data).toMatchObject({ ethnic: '01', position: '处长' })
  })

  test('who comes for a field finds everything missing said and the cursor in it', async () => {
    showProfile('basic', { wanted: 'department' })
    await waitFor(() => expect(box(/所在部门/)).toHaveFocus())
    expect(screen.getByText('请选择民族')).toBeInTheDocument()
  })

  test('another tab saved meanwhile: both versions side by side, nothing lost unseen (trust CO5)', async () => {
    const { server, values, user } = showProfile('basic', { ...basic, version: 1 })
    server.conflict({ ...values, ethnic: '02', department: '临床科' })
    await user.type(box(/所在部门/), '一科')
    await user.tab()
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByText('蒙古族')).toBeInTheDocument()
    expect(within(dialog).getByText('科研处一科')).toBeInTheDocument()
    await user.click(within(within(dialog).getByRole('group', { name: '民族' })).getByRole('radio', { name: /另一处/ }))
    await user.click(within(dialog).getByRole('button', { name: '按所选内容保存' }))
    await saved()
    expect(server.last()).toMatchObject({ version: 2, data: { ethnic: '02', department: '科研处一科' } })
    expect(pick(/民族/)).toHaveDisplayValue('蒙古族')
  })

  test('a session that has ended asks for a login, keeps what was typed and then goes on saving', async () => {
    const { server, asked, user } = showProfile('basic', basic)
    server.replies.push({ status: 401, body: { code: 'signedOut', message: '请重新登录' } })
    await user.type(box(/所在部门/), '登录过期时写的')
    await user.tab()
    await waitFor(() => expect(asked).toHaveLength(1))
    expect(box(/所在部门/)).toHaveValue('科研处登录过期时写的')
    await act(async () => asked[0]!())
    await saved()
    expect(server.last()?.data).toMatchObject({ department: '科研处登录过期时写的' })
  })

  test('while something is unsaved 下一页 stays here', async () => {
    const { server, went, user } = showProfile('basic', basic)
    server.replies.push({ status: 403, body: { code: 'refused', message: '申请现在是「待单位推荐」，内容不能修改。' } })
    await user.type(box(/所在部门/), 'x')
    await user.click(await goOn())
    expect(await screen.findByText('申请现在是「待单位推荐」，内容不能修改。')).toBeInTheDocument()
    expect(went).toEqual([])
  })

  test('disciplines are searched, kept in order of familiarity, and at most as many as the policy says', async () => {
    const both = [{ value: '32024', label: '内科学' }, ...chosen]
    const data = { ...filled, disciplines: ['32024', '32027'] }
    const { server, user } = showProfile('basic', { data, chosen: both })
    await user.type(pick(/熟悉的学科/), '计算机软件')
    await user.click((await screen.findAllByRole('option', { name: /计算机软件/ }, patient))[0]!)
    await user.click(screen.getByRole('button', { name: '上移：外科学' }))
    expect(pick(/熟悉的学科/)).toBeDisabled()
    expect(pick(/熟悉的学科/)).toHaveAttribute('placeholder', expect.stringContaining('已选满 3 个'))
    await waitFor(() => expect(server.last()?.data).toMatchObject({ disciplines: ['32027', '32024', '52040'] }))
  })

  test('the count of 研究方向 goes by the policy', async () => {
    const { user } = showProfile('basic')
    await user.type(box(/研究方向/), '心血管')
    expect(screen.getByText('已写 3 / 500 字')).toBeInTheDocument()
  })

  test('what an answer calls for comes and goes with it; where the policy hides a field it is not there', async () => {
    const { server, user } = showProfile('basic', { policy: presets.xizang, data: fullSections.basic })
    expect(pick(/^研究所/)).toHaveDisplayValue('省属院所')
    await user.selectOptions(pick(/单位类别/), '高校')
    expect(screen.queryByRole('combobox', { name: /^研究所/ })).not.toBeInTheDocument()
    await user.selectOptions(pick(/^高校/), '部属')
    await waitFor(() =>
      expect(server.last()?.data).toMatchObject({ employer: 'university', universityOwner: 'ministry' }),
    )
    expect(screen.queryByRole('group', { name: /专家类型/ })).not.toBeInTheDocument()
  })
})

describe('职称取得时间', () => {
  test('a title is found by initials, its month is typed as numbers', async () => {
    const rows = [{ id: rowId(1), kind: 'title' }]
    const { server, user } = showProfile('titles', { data: { rows } })
    await user.click(screen.getByRole('button', { name: /填写或修改/ }))
    await user.type(pick(/技术职称/), 'zrys')
    await user.click((await screen.findAllByRole('option', {}, patient))[0]!)
    expect(pick(/技术职称/)).toHaveValue('主任医师')
    await user.type(box('取得时间：年'), '2016')
    await user.type(box('取得时间：月'), '9')
    await user.tab()
    await saved()
    await waitFor(() =>
      expect(server.last()?.data.rows).toEqual([
        expect.objectContaining({ id: rowId(1), titleCode: '231', obtainedOn: '2016-09' }),
      ]),
    )
  })

  test('what was saved is shown by its name, not by its code, closed and open', async () => {
    const { user } = showProfile('titles', { data: { rows: [{ id: rowId(1), ...fullRows.titles }] } })
    const row = screen.getByRole('button', { name: /主任医师.*2016 年 9 月/ })
    await user.click(row)
    expect(pick(/技术职称/)).toHaveValue('主任医师')
  })

  test('a qualification asks for its name instead of a title', async () => {
    const { user } = showProfile('titles', { data: { rows: [{ id: rowId(1), ...fullRows.titles }] } })
    await user.click(screen.getByRole('button', { name: /填写或修改/ }))
    await user.selectOptions(pick(/类别/), '国家注册执业资格')
    expect(screen.queryByRole('combobox', { name: /技术职称/ })).not.toBeInTheDocument()
    expect(box(/执业资格名称/)).toBeInTheDocument()
  })
})

describe('证明材料', () => {
  test('who comes for the missing file is led to the button and told', async () => {
    showProfile('evidence', { wanted: 'files' })
    expect(screen.getByText('请上传证明材料')).toBeInTheDocument()
    await waitFor(() => expect(screen.getByRole('button', { name: /选择文件/ })).toHaveFocus())
  })
})
