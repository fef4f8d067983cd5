import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ProfileForm } from '@/components/application/profile/profile-form'
import type { SectionWays } from '@/components/application/profile/section-editor'
import { SignedOutContext } from '@/components/form/form-context'
import type { Choice } from '@/components/form/use-search'
import type { FileDto } from '@/lib/file/file.dto'
import type { Policy, ProfileSection } from '@/lib/policy/policy.schema'
import { wuhan } from '@/lib/policy/presets/wuhan'
import { sectionFor } from '@/lib/profile/resolve.schema'
import { type SectionData, sectionValues } from '@/lib/profile/values.rules'
import { makeRouter } from '../support/app-router'
import { draftsServer } from '../support/drafts-server'
import { rowId } from '../support/profiles'

export const applicationId = '00000000-0000-4000-8000-000000000001'

type Given = {
  data?: SectionData
  version?: number
  wanted?: SectionWays['wanted']
  policy?: Policy
  files?: FileDto[]
  chosen?: Choice[]
  remarks?: Record<string, string>
  opening?: 'all' | readonly string[]
}

/** The form of a section as its page shows it, with what was saved, and the server that it saves to. */
export function showProfile(section: ProfileSection, given: Given = {}) {
  const { data = {}, version = 0, policy = wuhan, files = [], chosen = [], remarks = {} } = given
  const definition = sectionFor(policy, section)
  const server = draftsServer(version)
  const { went, wrapper: Wrapper } = makeRouter()
  const asked: (() => void)[] = []
  let serial = 900
  const values = sectionValues(definition, data, () => rowId(serial++))
  render(
    <SignedOutContext.Provider value={signedIn => void asked.push(signedIn)}>
      <Wrapper>
        <ProfileForm
          applicationId={applicationId}
          section={definition}
          version={version}
          savedAt={null}
          previous="/expert/profile"
          next={{ href: '/expert/profile/next', label: '下一页' }}
          wanted={given.wanted}
          values={values}
          setting={{ chosen, ownName: '初晓' }}
          files={files}
          rule={policy.uploads.evidence}
          remarks={remarks}
          opening={given.opening ?? 'all'}
        />
      </Wrapper>
    </SignedOutContext.Provider>,
  )
  return { server, went, asked, values, user: userEvent.setup({ delay: null }) }
}

/** The first search makes the index of its table; a busy machine is slow, not wrong. */
export const patient = { timeout: 10_000 }
export const box = (name: RegExp | string) => screen.getByRole('textbox', { name })
export const pick = (name: RegExp | string) => screen.getByRole('combobox', { name })
export const goOn = () => screen.findByRole('button', { name: '下一页' })
export const saved = () => screen.findByText(/已保存 14:05/, {}, patient)
