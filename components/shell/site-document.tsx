import type { CSSProperties, ReactNode } from 'react'

/** A colour as policies write it. Anything else falls back to the style sheet's own. */
const colour = /^#[0-9a-f]{6}$/i

/** <html> and <body>; the accent colour of the installation comes in here and nowhere else. */
export function SiteDocument({ accent, children }: { accent?: string; children: ReactNode }) {
  const style = accent && colour.test(accent) ? ({ '--accent': accent } as CSSProperties) : undefined
  return (
    <html lang="zh-CN" style={style}>
      <body>
        <div className="page-root">{children}</div>
      </body>
    </html>
  )
}
