import { ElMessage } from 'element-plus'
import 'element-plus/theme-chalk/el-message.css'
import { ref, type Ref } from 'vue'
import { asProblem, newKey } from '../api/client'
import type { Problem } from '../api/problem'
import { i18n } from '../i18n'

/** Sends a form: one at a time, one key for one intent, and what went wrong stays with the form. */
export function useSend(): { busy: Ref<boolean>; problem: Ref<Problem | null>; sendIt: <T>(send: (headers: { 'idempotency-key': string }) => Promise<T>, said?: string) => Promise<T | null>; errorAt: (field: string) => string } {
  const busy = ref(false)
  const problem = ref<Problem | null>(null)
  let key = newKey()

  async function sendIt<T>(send: (headers: { 'idempotency-key': string }) => Promise<T>, said?: string): Promise<T | null> {
    if (busy.value) return null
    busy.value = true
    problem.value = null
    try {
      const done = await send({ 'idempotency-key': key })
      key = newKey()
      ElMessage.success(said ?? i18n.global.t('saved'))
      return done
    } catch (error) {
      problem.value = asProblem(error)
      if (!problem.value.unanswered) key = newKey()
      return null
    } finally {
      busy.value = false
    }
  }
  const errorAt = (field: string): string => problem.value?.fields.get(`/${field}`) ?? ''
  return { busy, problem, sendIt, errorAt }
}
