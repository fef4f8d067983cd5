import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'
import { Link, type LinkProps } from './link'
import { Spinner } from './spinner'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'md' | 'sm' | 'lg'

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-white border-transparent hover:bg-accent-strong',
  secondary: 'bg-white text-ink border-line-2 hover:border-edge hover:bg-canvas',
  quiet: 'bg-transparent text-accent-strong border-transparent hover:bg-accent-soft',
  danger: 'bg-danger text-white border-transparent hover:bg-danger-strong',
}

const sizes: Record<ButtonSize, string> = {
  sm: 'min-h-8 px-2.5 text-sm',
  md: 'min-h-control px-4 text-control',
  lg: 'min-h-12 px-6 text-base',
}

/** The classes of a button, for elements that must look like one (a summary, a link of another kit). */
export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md', className?: string): string {
  return cx(
    'inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap no-underline',
    'transition-colors duration-100 select-none',
    'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-3',
    'aria-disabled:cursor-progress',
    variants[variant],
    sizes[size],
    className,
  )
}

export type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** work is under way: says so, takes no further click, keeps its width and the focus */
  pending?: boolean
  /** what it says meanwhile, e.g. 正在提交… */
  pendingLabel?: ReactNode
}

/** A button that never changes its width: both labels lie in one grid cell. */
export function Button({
  variant = 'secondary',
  size = 'md',
  pending = false,
  pendingLabel = '请稍候…',
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass(variant, size, className)}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? undefined : onClick}
    >
      <span className="grid">
        <span
          className={cx(
            'col-start-1 row-start-1 inline-flex items-center justify-center gap-1.5',
            pending && 'invisible',
          )}
        >
          {children}
        </span>
        {pending && (
          <span className="col-start-1 row-start-1 inline-flex items-center justify-center gap-1.5">
            <Spinner />
            {pendingLabel}
          </span>
        )}
      </span>
    </button>
  )
}

/** A link that looks like a button: it goes somewhere, it does not do anything. */
export function LinkButton({
  variant = 'secondary',
  size = 'md',
  className,
  ...rest
}: LinkProps & { variant?: ButtonVariant; size?: ButtonSize }) {
  return <Link {...rest} className={buttonClass(variant, size, className)} />
}
