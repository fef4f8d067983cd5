import { newId } from '@/lib/platform/ids'
import { asks, type Call, inner } from './gate-calls'

const seen = () => ({ id: newId(), version: 0 })

/** Of the rules: every function and the permission it must ask for. */
export const policies = (): Record<string, Call | string> => ({
  'policy/console/consequence judgePage': inner('takes the transaction of its caller'),
  'policy/console/consequence judgeOpen': inner('takes the transaction of its caller'),
  'policy/console/consequence countMembership': inner('takes the transaction of its caller'),
  'policy/console/draft startDraft': asks('policy.edit', { baseId: 1 }),
  'policy/console/draft draftFor': inner('takes the transaction of its caller'),
  'policy/console/draft draftFacts': inner('takes the transaction of its caller'),
  'policy/console/draft saveDraftPart': asks('policy.edit', { ...seen(), part: 'path', values: {} }),
  'policy/console/draft rebaseDraft': asks('policy.edit', seen()),
  'policy/console/draft moveDraft': asks(['policy.edit', 'policy.release'], { ...seen(), event: 'submit' }),
  'policy/console/preview viewPreview': inner('its caller has asked the gate'),
  'policy/console/preview startPreview': asks('policy.edit', seen()),
  'policy/console/preview continuePreviews': asks('policy.preview'),
  'policy/console/release releaseDraft': asks('policy.release', { ...seen(), when: 'now', reason: 'x' }),
  'policy/console/release withdrawPolicy': asks('policy.release', { id: 99_999, reason: 'x' }),
  'policy/console/stranded strandedBy': inner('takes the transaction of its caller'),
  'policy/console/versions policyOf': inner('its caller has asked the gate'),
  'policy/console/view viewDraft': asks('policy.view'),
  'policy/console/view draftsWaiting': asks('policy.release'),
  'policy/console/view viewDraftPart': asks('policy.edit', 'path'),
  'policy/console/versions newestVersion': inner('its caller has asked the gate'),
  'policy/console/versions versionById': inner('its caller has asked the gate'),
  'policy/console/versions viewPolicies': asks('policy.view'),
  'policy/console/versions viewVersion': asks('policy.view', '1'),
  'policy/console/versions compareVersions': asks('policy.view', '1', '1'),
})
