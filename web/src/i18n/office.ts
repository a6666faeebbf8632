import { i18n } from '.'
import en from './office.en'
import zh from './office.zh-CN'

i18n.global.mergeLocaleMessage('zh-CN', zh)
i18n.global.mergeLocaleMessage('en', en)
