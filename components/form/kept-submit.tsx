import type { Route } from 'next'
import { LinkButton } from '@/components/ui/button'
import { SaveIndicator } from './save-indicator'
import { SubmitButton } from './submit-button'
import type { Autosave } from './use-autosave'

type KeptSubmitProps = { autosave: Autosave; label: string; pendingLabel: string; back: Route; backLabel: string }

/** The end of a form that keeps itself: how it is kept, the button, and the way back, which loses nothing. */
export const KeptSubmit = ({ autosave, label, pendingLabel, back, backLabel }: KeptSubmitProps) => (
  <div className="border-t border-line pt-4">
    <SaveIndicator autosave={autosave} />
    <div className="mt-2 flex flex-col gap-3 sm:flex-row sm:items-center">
      <SubmitButton label={label} pendingLabel={pendingLabel} />
      <LinkButton href={back} variant="quiet">
        {backLabel}
      </LinkButton>
    </div>
  </div>
)
