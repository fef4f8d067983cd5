const browsers: readonly [RegExp, string][] = [
  [/MicroMessenger/i, '微信'],
  [/DingTalk/i, '钉钉'],
  [/360SE|360EE|QIHU/i, '360 浏览器'],
  [/MetaSr|SogouMobile/i, '搜狗浏览器'],
  [/QQBrowser/i, 'QQ 浏览器'],
  [/HuaweiBrowser/i, '华为浏览器'],
  [/Edg/i, 'Edge 浏览器'],
  [/Firefox|FxiOS/i, '火狐浏览器'],
  [/Chrome|CriOS|Chromium/i, '谷歌内核浏览器'],
  [/Safari/i, 'Safari 浏览器'],
]

const systems: readonly [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/i, '鸿蒙'],
  [/iPad/i, 'iPad'],
  [/iPhone/i, 'iPhone'],
  [/Android/i, '安卓手机'],
  [/Windows/i, 'Windows 电脑'],
  [/Mac OS X|Macintosh/i, '苹果电脑'],
  [/Linux|UOS|Kylin/i, 'Linux 电脑'],
]

const first = (table: readonly [RegExp, string][], text: string) => table.find(([pattern]) => pattern.test(text))?.[1]

/** A user-agent line in words its owner recognises: `Windows 电脑 · Edge 浏览器`. */
export function deviceOf(userAgent: string): string {
  const parts = [first(systems, userAgent), first(browsers, userAgent)].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : '未知设备'
}
