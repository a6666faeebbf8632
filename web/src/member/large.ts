import { ref, watch } from 'vue'

const KEY = 'gridward.large'

/** Large text and large targets, for whoever wants them. */
export const large = ref(localStorage.getItem(KEY) === 'yes')

watch(
  large,
  (on) => {
    document.documentElement.classList.toggle('large', on)
    localStorage.setItem(KEY, on ? 'yes' : 'no')
  },
  { immediate: true },
)
