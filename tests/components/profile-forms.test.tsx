import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { BasicForm } from '@/components/application/profile/basic-form'
import { DisciplinesForm } from '@/components/application/profile/disciplines-form'
import { EvidenceForm } from '@/components/application/profile/evidence-form'
import type { SectionFormProps } from '@/components/application/profile/section-editor'
import { TitleForm } from '@/components/application/profile/title-form'
import { basicValues, disciplinesValues, titleValues, workValues } from '@/components/application/profile/values'
import { WorkForm } from '@/components/application/profile/work-form'
import { SignedOutContext } from '@/components/form/form-context'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { makeRouter } from '../support/app-router'
import { draftsServer } from '../support/drafts-server'

jest.mock('@/lib/file/file.actions', () => ({ removeFileAction: async () => ({ ok: true, data: { fileId: 'f-1' } }) }))

const applicationId = '00000000-0000-4000-8000-000000000001'
const common = (section: SectionFormProps['section'], more: Partial<SectionFormProps> = {}): SectionFormProps => ({
  applicationId,
  section,
  version: 0,
  savedAt: null,
  previous: '/expert/profile',
  next: { href: '/expert/profile/title', label: '保存，下一步' },
  ...more,
})
const limits = wuhan.profile

function show(form: ReactElement, version = 0) {
  const server = draftsServer(version)
  const { went, wrapper: Wrapper } = makeRouter()
  const asked: (() => void)[] = []
  render(
    <SignedOutContext.Provider value={signedIn => void asked.push(signedIn)}>
      <Wrapper>{form}</Wrapper>
    </SignedOutContext.Provider>,
  )
  return { server, went, asked, user: userEvent.setup({ delay: null }) }
}
/** The first search makes the index of its table. */
const patient = { timeout: 10_000 }
const box = (name: RegExp) => screen.getByRole('textbox', { name })
const pick = (name: RegExp) => screen.getByRole('combobox', { name })
const goOn = () => screen.findByRole('button', { name: '保存，下一步' })
const saved = () => screen.findByText(/已保存 14:05/, {}, patient)

describe('基本信息', () => {
  const filled = { ethnic: '01', education: '11', degree: '', department: '科研处', position: '' }

  test('shows what was saved and saves by itself what is typed, with its application and version', async () => {
    const { server, user } = show(<BasicForm {...common('basic', { version: 3 })} values={basicValues(filled)} />, 3)
    expect(pick(/民族/)).toHaveDisplayValue('汉族')
    await user.type(box(/所在部门/), '一科')
    await user.tab()
    await saved()
    expect(server.puts[0]).toEqual({
      url: '/api/drafts/basic',
      body: { applicationId, version: 3, data: { ...filled, department: '科研处一科' } },
    })
  })

  test('下一步 with nothing missing saves and goes on', async () => {
    const { server, went, user } = show(<BasicForm {...common('basic')} values={basicValues(filled)} />)
    await user.type(box(/行政职务/), '处长')
    await user.click(await goOn())
    await waitFor(() => expect(went).toContain('push /expert/profile/title'))
    expect(server.last()?.data).toMatchObject({ position: '处长' })
  })

  test('下一步 with something missing says what, and lets nobody be held up', async () => {
    const { server, went, user } = show(<BasicForm {...common('basic')} values={basicValues({ ethnic: '01' })} />)
    await user.type(box(/行政职务/), '处长')
    await user.click(await goOn())
    const summary = await screen.findByRole('alert')
    expect(
      within(summary)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['最高学历：请选择最高学历', '所在部门：请填写所在部门'])
    expect(went).toEqual([])
    await user.click(screen.getByRole('button', { name: '暂时不填，去下一步' }))
    await waitFor(() => expect(went).toContain('push /expert/profile/title'))
    expect(server.last()?.data).toMatchObject({ ethnic: '01', position: '处长' })
  })

  test('who comes for a field finds everything missing said and the cursor in it', async () => {
    show(<BasicForm {...common('basic', { wanted: 'department' })} values={basicValues({})} />)
    await waitFor(() => expect(box(/所在部门/)).toHaveFocus())
    expect(screen.getByText('请选择民族')).toBeInTheDocument()
  })

  test('another tab saved meanwhile: both versions side by side, nothing lost unseen (trust CO5)', async () => {
    const { server, user } = show(<BasicForm {...common('basic', { version: 1 })} values={basicValues(filled)} />, 1)
    server.conflict({ ...filled, ethnic: '02', department: '临床科' })
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
    const { server, asked, user } = show(<BasicForm {...common('basic')} values={basicValues(filled)} />)
    server.replies.push({ status: 401, body: { code: 'signedOut', message: '请重新登录' } })
    await user.type(box(/所在部门/), '登录过期时写的')
    await user.tab()
    await waitFor(() => expect(asked).toHaveLength(1))
    expect(box(/所在部门/)).toHaveValue('科研处登录过期时写的')
    await act(async () => asked[0]!())
    await saved()
    expect(server.last()?.data).toMatchObject({ department: '科研处登录过期时写的' })
  })

  test('while something is unsaved 下一步 stays here', async () => {
    const { server, went, user } = show(<BasicForm {...common('basic')} values={basicValues(filled)} />)
    server.replies.push({ status: 403, body: { code: 'refused', message: '申请现在是「待单位推荐」，内容不能修改。' } })
    await user.type(box(/所在部门/), 'x')
    await user.click(await goOn())
    expect(await screen.findByText('申请现在是「待单位推荐」，内容不能修改。')).toBeInTheDocument()
    expect(went).toEqual([])
  })
})

describe('职称信息', () => {
  test('is found by initials, and a heading is not offered', async () => {
    const { server, user } = show(<TitleForm {...common('title')} values={titleValues()} />)
    await user.type(pick(/技术职称/), 'zrys')
    await user.click((await screen.findAllByRole('option', {}, patient))[0]!)
    expect(pick(/技术职称/)).toHaveValue('主任医师')
    await user.type(screen.getByRole('textbox', { name: '取得时间：年' }), '2016')
    await user.type(screen.getByRole('textbox', { name: '取得时间：月' }), '9')
    await user.tab()
    await saved()
    await waitFor(() => expect(server.last()?.data).toEqual({ titleCode: '231', obtainedOn: '2016-09' }))
  })

  test('what was saved is shown by its name, not by its code', async () => {
    show(<TitleForm {...common('title')} values={titleValues({ titleCode: '231', obtainedOn: '2016-09' })} />)
    await goOn()
    expect(pick(/技术职称/)).toHaveValue('主任医师')
  })
})

describe('学科与研究方向', () => {
  test('are searched, kept in order of familiarity, and at most as many as the policy says', async () => {
    const chosen = [
      { value: '32024', label: '内科学' },
      { value: '32027', label: '外科学' },
    ]
    const values = disciplinesValues({ codes: ['32024', '32027'], research: '方向' })
    const { server, user } = show(
      <DisciplinesForm {...common('disciplines')} values={values} chosen={chosen} limits={limits} />,
    )
    await user.type(pick(/熟悉的学科/), '计算机软件')
    await user.click((await screen.findAllByRole('option', { name: /计算机软件/ }, patient))[0]!)
    await user.click(screen.getByRole('button', { name: '上移：外科学' }))
    expect(pick(/熟悉的学科/)).toBeDisabled()
    expect(pick(/熟悉的学科/)).toHaveAttribute('placeholder', expect.stringContaining('已选满 3 个'))
    await waitFor(() => expect(server.last()?.data).toMatchObject({ codes: ['32027', '32024', '52040'] }), {
      timeout: 3000,
    })
  })

  test('the count of 研究方向 goes by the policy', async () => {
    const { user } = show(
      <DisciplinesForm {...common('disciplines')} values={disciplinesValues()} chosen={[]} limits={limits} />,
    )
    await user.type(box(/研究方向/), '心血管')
    expect(screen.getByText('已写 3 / 500 字')).toBeInTheDocument()
  })
})

describe('工作经历', () => {
  const row = { unitName: '示范医院', position: '主任', from: '2008-07', to: '', current: false }

  test('begins with one row; 至今 takes the place of an end', async () => {
    const { server, user } = show(<WorkForm {...common('work')} values={workValues()} limits={limits} />)
    await user.type(box(/工作单位/), '示范医院')
    await user.type(box(/职务或岗位/), '主任')
    await user.type(screen.getByRole('textbox', { name: '开始时间：年' }), '2008')
    await user.type(screen.getByRole('textbox', { name: '开始时间：月' }), '7')
    expect(screen.getByRole('textbox', { name: '结束时间：年' })).toBeInTheDocument()
    await user.click(screen.getByRole('checkbox', { name: /至今/ }))
    expect(screen.queryByRole('textbox', { name: '结束时间：年' })).not.toBeInTheDocument()
    await waitFor(() => expect(server.last()?.data.rows).toEqual([{ ...row, current: true }]), patient)
  })

  test('a forgotten end is asked for in the words of the form', async () => {
    const { user } = show(<WorkForm {...common('work')} values={workValues({ rows: [row] })} limits={limits} />)
    await user.click(await goOn())
    expect(
      await screen.findByRole('link', { name: /第 1 段工作经历：结束时间：请填写结束时间；仍在任职的，请勾选“至今”/ }),
    ).toBeInTheDocument()
  })

  test('a row comes and goes, and comes back', async () => {
    const { server, user } = show(<WorkForm {...common('work')} values={workValues({ rows: [row] })} limits={limits} />)
    await user.click(screen.getByRole('button', { name: '添加一段工作经历' }))
    await user.click(screen.getByRole('button', { name: '删除第 1 段工作经历' }))
    await waitFor(() => expect(server.last()?.data.rows).toHaveLength(1), patient)
    await user.click(screen.getByRole('button', { name: '撤销删除' }))
    await waitFor(() => expect(server.last()?.data.rows).toHaveLength(2), patient)
    expect(server.last()?.data.rows).toEqual([row, expect.objectContaining({ unitName: '' })])
  })

  test('who comes for a row that is missing altogether is led to where rows are added', async () => {
    show(<WorkForm {...common('work', { wanted: 'rows' })} values={workValues({ rows: [] })} limits={limits} />)
    await waitFor(() => expect(screen.getByRole('button', { name: '添加一段工作经历' })).toHaveFocus())
    expect(screen.getByText('请至少填写一段工作经历')).toBeInTheDocument()
  })
})

describe('证明材料', () => {
  test('who comes for the missing file is led to the button and told', async () => {
    show(
      <EvidenceForm
        {...common('evidence', { wanted: 'files' })}
        values={{ note: '' }}
        files={[]}
        rule={wuhan.uploads.evidence}
      />,
    )
    expect(screen.getByText('请上传一份证明材料，如职称证书扫描件')).toBeInTheDocument()
    await waitFor(() => expect(screen.getByRole('button', { name: /选择文件/ })).toHaveFocus())
  })
})
