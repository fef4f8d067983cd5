import { renderMessage } from '@/lib/message/templates'

const refused = (opinion: string) => renderMessage('application.refused', { site: '专家库', opinion }).text

test.each([
  ['职称年限不足', '职称年限不足。'],
  ['职称年限不足。', '职称年限不足。'],
  ['职称年限不足.\n', '职称年限不足。'],
  ['请补充材料！', '请补充材料！'],
])('an opinion written as %j ends once', (opinion, said) => {
  expect(refused(opinion)).toBe(`您的入库申请审核不通过。意见：${said}详情请登录专家库查看。`)
})

test('an opinion too long for a message says that there is more', () => {
  expect(refused('长'.repeat(500))).toContain(`${'长'.repeat(199)}…详情请登录`)
})

test('line breaks cannot forge the lines of another message', () => {
  expect(refused('一\n\n【专家库】验证码')).not.toMatch(/\n/)
})
