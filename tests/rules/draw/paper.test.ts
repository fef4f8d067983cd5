import { type PaperAttempt, type PaperHead, recordPaper } from '@/lib/draw/paper.rules'

const head: PaperHead = {
  ...{ number: 'CQ2026-0001', title: '评审', purpose: '项目评审', office: '规划处', session: '', place: '' },
  ...{ serial: 'CQ2026-0001-01', mark: '抽甲', sealed: null },
}
const attempt: PaperAttempt = {
  ...{ round: '第 1 轮 首次抽取', attempt: 1, at: '2026-11-22 09:00', operator: '抽甲', voided: null, method: '' },
  ...{ groups: [], hashes: [], seal: null },
}
const sealed = (number: string) => ({
  number,
  hash: '0123456789abcdef'.repeat(4),
  address: `https://x/draws/${number}`,
})

test('each draw that holds and has a seal has a code; one that was void, and one without a seal, has none', () => {
  const attempts = [
    { ...attempt, voided: '要求有误。', seal: sealed('A-1-1') },
    { ...attempt, attempt: 2, seal: sealed('A-1-2') },
    { ...attempt, round: '第 2 轮 补抽', seal: sealed('A-2-1') },
    attempt,
  ]
  const { codes } = recordPaper(head, attempts, [])
  expect(codes!.map(({ address }) => address)).toEqual(['https://x/draws/A-1-2', 'https://x/draws/A-2-1'])
  expect(codes![0]!.lines.join()).toContain('封存值开头：0123 4567 89ab cdef')
})
