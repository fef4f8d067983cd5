import type { OutcomeGroup } from '@/lib/draw/run.dto'

/** How a panel is made up, one line for each feature that was asked for. */
export const OutcomeFeatures = ({ features }: Pick<OutcomeGroup, 'features'>) =>
  features.map(({ label, cells }) => (
    <span key={label} className="block text-sm text-ink-2">
      {label}：{cells.map(cell => `${cell.label} ${cell.count}`).join('，')}
    </span>
  ))
