import { reactive } from 'vue'
import { answer, api, type Schemas } from '../api/client'

/** The queues with their counts, shared by the rail and the first page. */
export const queues = reactive<{ list: Schemas['QueueCount'][]; requests: number }>({ list: [], requests: 0 })

export async function countQueues(): Promise<void> {
  queues.list = await answer(api.GET('/api/v1/queues'))
}
