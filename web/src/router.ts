import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { firstFace, session } from './session'

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => (session.me.value ? firstFace(session.me.value) : '/log-in') },
  { path: '/log-in', name: 'log-in', component: () => import('./LogIn.vue'), meta: { open: true } },
  {
    path: '/console',
    component: () => import('./console/ConsoleShell.vue'),
    children: [
      { path: '', name: 'console', component: () => import('./console/HomePage.vue') },
      { path: 'queues/:queue', name: 'queue', component: () => import('./console/QueuePage.vue'), props: true },
      { path: 'cases', name: 'cases', component: () => import('./console/QueuePage.vue') },
      { path: 'cases/:id', name: 'case', component: () => import('./console/CasePage.vue'), props: true },
      { path: 'map', name: 'map', component: () => import('./console/MapPage.vue') },
    ],
  },
  {
    path: '/member',
    component: () => import('./member/MemberShell.vue'),
    children: [
      { path: '', name: 'today', component: () => import('./member/TodayPage.vue') },
      { path: 'report', name: 'report', component: () => import('./member/ReportPage.vue') },
      { path: 'outbox', name: 'outbox', component: () => import('./member/OutboxPage.vue') },
      { path: 'cases/:id', name: 'member-case', component: () => import('./member/CasePage.vue'), props: true },
      { path: 'checks/:id', name: 'check', component: () => import('./member/CheckPage.vue'), props: true },
      { path: 'me', name: 'me', component: () => import('./member/MePage.vue') },
    ],
  },
  {
    path: '/public',
    component: () => import('./public/PublicShell.vue'),
    children: [
      { path: '', name: 'public', component: () => import('./public/ReportPage.vue') },
      { path: 'report', redirect: (to) => ({ name: 'public', query: to.query }) },
      { path: 'follow', name: 'public-follow', component: () => import('./public/FollowPage.vue') },
      { path: 'nearby', name: 'public-nearby', component: () => import('./public/NearbyPage.vue') },
      { path: '/answer', name: 'answer', component: () => import('./public/AnswerPage.vue') },
    ],
    meta: { open: true },
  },
  { path: '/:rest(.*)*', redirect: '/' },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach((to) => {
  if (to.meta['open'] || session.signedIn.value) return true
  return { path: '/log-in', query: { to: to.fullPath } }
})
