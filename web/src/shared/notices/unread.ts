import { ref } from 'vue'
import { answer, api } from '../../api/client'

/** How many messages nobody has read yet. */
export const unread = ref(0)

export async function countUnread(): Promise<void> {
  const page = await answer(api.GET('/api/v1/inbox', { params: { query: { limit: 1 } } }))
  unread.value = page.unread
}
