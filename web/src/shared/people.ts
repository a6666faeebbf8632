import { reactive } from 'vue'
import { getAll, type Schemas } from '../api/client'
import { session } from '../session'

/** The people whom the reader may see: a lead his unit's, the administrator all. Empty for everybody else. */
export const people = reactive<{ list: Schemas['PersonView'][] }>({ list: [] })

let asked = ''

export const maySeePeople = (): boolean => session.me.value?.rights.includes('manage_people') ?? false

/** Asks once for each reader. */
export async function loadPeople(): Promise<void> {
  const reader = session.me.value?.id ?? ''
  if (!maySeePeople() || asked === reader) return
  asked = reader
  people.list = await getAll<Schemas['PersonView']>('/api/v1/people?active=true&limit=200').catch(() => {
    asked = ''
    return []
  })
}

/** A person with what he does. */
export function personLine(person: Schemas['PersonView']): string {
  const roles = [...new Set(person.roles.map((grant) => grant.role_label))].join('、')
  return roles ? `${person.name}（${roles}）` : person.name
}
