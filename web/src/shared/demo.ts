import { ref } from 'vue'

/** Whether the server says that everything it shows is invented. */
export const isDemo = ref(false)
