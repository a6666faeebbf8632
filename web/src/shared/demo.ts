import { ref } from 'vue'
import { answer, api } from '../api/client'

/** What the server says when everything that it shows is invented; empty otherwise. */
export const demoNotice = ref('')

/** Asks once, when the page opens. Without an answer nothing is claimed. */
export async function askWhetherDemo(): Promise<void> {
  const about = await answer(api.GET('/api/v1/about')).catch(() => null)
  demoNotice.value = about?.notice ?? ''
}
