const advice = '请刷新页面；仍不行请换用新版 Edge、谷歌浏览器，或把 360、搜狗浏览器切换到极速模式。'

/**
 * Shown by CSS alone when the scripts of the page have not started after eight seconds; the form takes it away
 * once they run.
 */
export function LateNotice() {
  return (
    <>
      <div className="late-notice invisible max-h-0 animate-late overflow-hidden">
        <p className="rounded-md border border-warning-line bg-warning-soft px-4 py-3 text-ink">
          页面脚本没有加载成功，现在还不能提交。{advice}
        </p>
      </div>
      <noscript className="block">
        <p className="rounded-md border border-warning-line bg-warning-soft px-4 py-3 text-ink">
          您的浏览器没有启用脚本（JavaScript），不能提交这份表单。请在浏览器设置中启用脚本，然后刷新页面。
        </p>
      </noscript>
    </>
  )
}
