/** Where the parts of a profile are filled in and where they are checked: by the person, or by who proposes a change. */
export type ProfileWays = { sections: string; check: string }

export const ownWays: ProfileWays = { sections: '/expert/profile', check: '/expert/check' }

/** A change that a unit or a department proposes is filled in below its own address, and checked at it. */
export const proposalWays = (place: 'unit' | 'department', id: string): ProfileWays => ({
  sections: `/${place}/changes/${id}`,
  check: `/${place}/changes/${id}`,
})
