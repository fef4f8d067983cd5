import { byGroup, headFacts, type PaperContent, type PaperHead, type PaperPlace, placeWords } from './paper.rules'

/**
 * Why there is no 密封函 to be made or opened of a list now; null: there is. Only a confirmed list that is still sealed
 * needs one.
 */
export function whyNotLetter(facts: { status: string; opened: boolean; own: boolean }): string | null {
  if (facts.opened) return '名单已经公开，不用密封函。'
  if (facts.status !== 'confirmed') return '名单确认以后、评审结束以前才有密封函。'
  return facts.own ? '这是您自己提出的需求，密封函要由别人办理。' : null
}

/** 密封函: who is expected where, with the unit and no number of anybody; it is given out under a password only. */
export function letterPaper(head: PaperHead, places: readonly PaperPlace[]): PaperContent {
  return {
    ...{ title: '评审专家名单（密封函）', serial: head.serial, mark: head.mark, facts: headFacts(head) },
    tables: byGroup(places).map(([heading, of]) => ({
      heading,
      columns: [
        { label: '席位', span: 5 },
        { label: '姓名', span: 6 },
        { label: '工作单位', span: 13 },
      ],
      rows: of.map(place => [placeWords(place), place.name, place.unit]),
    })),
    notes: [
      '只在评审当天系统不能使用时拆封，由抽取人和监督人员一起打开，当场按名单签到。',
      '拆封的时间、原因和在场的人写在封面上；系统恢复以后补办签到，本函连同封面归档。',
    ],
    signs: ['抽取人', '监督人员'],
  }
}

/** The cover of a letter, open to everybody: which file it is, the signatures over the seam, and what is written when it is opened. */
export function letterCover(head: PaperHead, letter: { sha256: string; by: string; at: string }): PaperContent {
  return {
    ...{ title: '密封函封面', serial: head.serial, mark: head.mark, facts: headFacts(head) },
    tables: [
      {
        heading: '密封函',
        columns: [],
        rows: [
          ['序列号', head.serial],
          ['文件校验值（SHA-256）', letter.sha256],
          ['生成', `${letter.by}，${letter.at}`],
          ['封存地点、保管人', ''],
        ],
      },
      {
        heading: '拆封',
        columns: [],
        rows: [
          ['拆封时间', ''],
          ['拆封原因', ''],
          ['在场的人', ''],
        ],
      },
    ],
    notes: [
      '密封函文件不打开，存入单独的存储介质（光盘等），与本页一起装入信封，封口处由监督人员和抽取人骑缝签字。',
      '密码由抽取人另外保管，不写在本页上，不与密封函放在一起。名单或时间变化以后要重新生成，旧函作废销毁。',
    ],
    signs: ['监督人员', '抽取人'],
  }
}
