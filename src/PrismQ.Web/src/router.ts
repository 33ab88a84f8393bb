import { createRouter, createWebHistory } from 'vue-router'
import { forgetAnew, openAnew } from '@/common/openAnew'
import ModulesPage from '@/modules/ModulesPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    /** The page uses the whole width, for logs and tables. */
    wide?: boolean
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', component: ModulesPage, meta: { title: 'Modules' } },
    { path: '/modules/:moduleId', component: () => import('@/runs/LaunchPage.vue'), props: true, meta: { title: 'Launch' } },
    { path: '/active', component: () => import('@/runs/ActiveRunsPage.vue'), meta: { title: 'Active runs' } },
    { path: '/runs/:runId', component: () => import('@/runs/RunPage.vue'), props: true, meta: { title: 'Run', wide: true } },
    { path: '/history', component: () => import('@/runs/HistoryPage.vue'), meta: { title: 'History', wide: true } },
    { path: '/compare', component: () => import('@/runs/ComparePage.vue'), meta: { title: 'Compare runs' } },
    { path: '/system', component: () => import('@/systemStatus/SystemPage.vue'), meta: { title: 'System' } },
    { path: '/performance', component: () => import('@/systemStatus/PerformancePage.vue'), meta: { title: 'Speed of the API', wide: true } },
    { path: '/:rest(.*)*', component: () => import('@/common/NotFoundPage.vue'), meta: { title: 'Not found' } },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

router.afterEach((to, _, failure) => {
  document.title = `${to.meta.title} · PrismQ`
  if (!failure) forgetAnew()
})
router.onError((_, to) => void openAnew(to.fullPath))
