import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { openAnewFor } from './common/openAnew'
import { router } from './router'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './common/theme.css'

window.addEventListener('vite:preloadError', ({ payload }) => void openAnewFor(payload))
createApp(App).use(createPinia()).use(router).mount('#app')
