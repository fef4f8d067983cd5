import { render } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { NoticeBody } from '@/components/notice/notice-article'
import { Markdown } from '@/components/ui/markdown'
import { xssCorpus } from '../support/xss-corpus'

const htmlOf = (text: string) => renderToStaticMarkup(<Markdown text={text} />)

/** Every element and address of a piece of HTML, parsed by a real parser. */
function partsOf(html: string) {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const all = [...page.body.querySelectorAll('*')]
  return {
    names: new Set(all.map(element => element.localName)),
    attributes: new Set(all.flatMap(element => element.getAttributeNames())),
    addresses: all.flatMap(element => ['href', 'src'].flatMap(name => element.getAttribute(name) ?? [])),
  }
}

const tags =
  'div p h2 h3 h4 h5 h6 ul ol li a img em strong del code pre blockquote hr br span sup section input table thead tbody tr th td'
const names =
  'class href rel src alt loading id tabindex aria-label aria-describedby type checked disabled start data-footnotes data-footnote-ref data-footnote-backref'
const allowed = { names: new Set(tags.split(' ')), attributes: new Set(names.split(' ')) }

describe('nothing an author writes becomes a script (trust IN2, IN20)', () => {
  test.each(xssCorpus.map(text => [text]))('%j', text => {
    const whole = renderToStaticMarkup(
      <NoticeBody title={text} categoryLabel={text} source={text} body={text} publishedAt={null} level={2} />,
    )
    for (const html of [htmlOf(text), htmlOf(`> ${text}`), htmlOf(`1. ${text}\n   ${text}`), htmlOf(`**${text}**`)]) {
      const parts = partsOf(html)
      expect([...parts.names].filter(name => !allowed.names.has(name))).toEqual([])
      expect([...parts.attributes].filter(name => !allowed.attributes.has(name))).toEqual([])
    }
    for (const address of [...partsOf(htmlOf(text)).addresses, ...partsOf(whole).addresses])
      expect(address).toMatch(/^(https?:\/\/|mailto:|\/|#|[^:]*$)/)
    expect(
      [...partsOf(whole).names].filter(name => /^(script|svg|math|iframe|object|style|form|base|meta)$/.test(name)),
    ).toEqual([])
  })

  test('the corpus is not trivially harmless: put into a page as it is, it brings handlers and scripts', () => {
    const raw = partsOf(xssCorpus.join('\n'))
    expect(raw.names.has('script') || raw.attributes.has('onerror')).toBe(true)
  })
})

describe('what Chinese writers expect', () => {
  test('emphasis beside Chinese punctuation', () => {
    expect(htmlOf('**注意：**请按时')).toContain('<strong>注意：</strong>请按时')
    expect(htmlOf('请看**“附件”**。')).toContain('<strong>“附件”</strong>。')
  })
  test('a line end is a line end', () => {
    expect(htmlOf('第一行\n第二行')).toMatch(/第一行<br\/?>\s*第二行/)
    expect(htmlOf('- 甲\n  乙')).toMatch(/甲<br\/?>\s*乙/)
    expect(htmlOf('`甲\n乙`')).not.toContain('<br')
  })
  test('a range is no deletion', () => {
    expect(htmlOf('5~10 天，20~30 人')).toContain('5~10 天，20~30 人')
    expect(htmlOf('~~作废~~')).toContain('<del>作废</del>')
  })
  test('a bare address ends where Chinese begins', () => {
    expect(htmlOf('请登录 www.example.cn。谢谢')).toMatch(
      /<a href="http:\/\/www\.example\.cn"[^>]*>www\.example\.cn<\/a>。谢谢/,
    )
    expect(htmlOf('见https://www.example.cn/a?b=1，以及')).toMatch(
      /href="https:\/\/www\.example\.cn\/a\?b=1"[^>]*>[^<]*<\/a>，以及/,
    )
    expect(htmlOf('[中文链接](https://www.example.cn/中文)')).toContain('>中文链接</a>')
  })
  test('tables, with a frame that a keyboard can scroll', () => {
    const { getByRole } = render(<Markdown text={'| 项目 | 时间 |\n| --- | --- |\n| 受理 | 9:00 |'} />)
    expect(getByRole('table')).toHaveTextContent('项目时间受理9:00')
    expect(getByRole('region', { name: '表格' })).toHaveAttribute('tabindex', '0')
  })
})

describe('the outline and other sites', () => {
  test('headings begin below the title of the page', () => {
    expect(htmlOf('# 一\n\n## 二\n\n### 三')).toMatch(/<h2>一<\/h2>\s*<h3>二<\/h3>\s*<h4>三<\/h4>/)
  })
  test('an outline without gaps, however many signs the author takes', () => {
    expect(htmlOf('## 甲\n\n#### 乙\n\n## 丙')).toMatch(/<h2>甲<\/h2>\s*<h3>乙<\/h3>\s*<h2>丙<\/h2>/)
    expect(renderToStaticMarkup(<Markdown text="> # 引" top={4} />)).toContain('<h4>引</h4>')
  })
  test('links of other sites get no handle on our window, our own stay plain', () => {
    expect(htmlOf('[a](https://www.example.cn)')).toContain('rel="noopener noreferrer nofollow"')
    expect(htmlOf('[a](/guide)')).toBe('<div class="prose"><p><a href="/guide">a</a></p></div>')
    expect(htmlOf('[a](//www.example.cn)')).toContain('rel="noopener noreferrer nofollow"')
  })
  test('pictures of other sites become links, our own are shown', () => {
    expect(htmlOf('![示意图](https://www.example.cn/a.png)')).toMatch(
      /<a href="https:\/\/www\.example\.cn\/a\.png"[^>]*>示意图<\/a>/,
    )
    expect(htmlOf('![示意图](/portal/field.svg)')).toContain('<img src="/portal/field.svg" alt="示意图"')
    expect(htmlOf('![示意图](javascript:1)')).not.toMatch(/<img|<a /)
  })
})
