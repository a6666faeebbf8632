import { createRenderer } from 'vue'

/** Runs a composable inside a component that draws nothing; the answer ends it. */
export function mount<T>(setup: () => T): { value: T; unmount: () => void } {
  const nothing = (): object => ({})
  const none = (): null => null
  const { createApp } = createRenderer<object, object>({
    insert: none, remove: none, patchProp: none, setText: none, setElementText: none, parentNode: none, nextSibling: none,
    createElement: nothing, createText: nothing, createComment: nothing,
  })
  let value: T | undefined
  const app = createApp({
    setup() {
      value = setup()
      return none
    },
  })
  app.mount({})
  return { value: value as T, unmount: () => app.unmount() }
}
