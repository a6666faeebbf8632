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
      { path: 'requests', name: 'requests', component: () => import('./office/duty/RequestsPage.vue') },
      { path: 'hand-over', name: 'hand-over', component: () => import('./office/duty/HandOverPage.vue') },
      { path: 'inbox', name: 'inbox', component: () => import('./office/notices/InboxPage.vue') },
      { path: 'people', name: 'people', component: () => import('./office/people/PeoplePage.vue') },
      { path: 'units', name: 'units', component: () => import('./office/units/UnitsPage.vue') },
      { path: 'catalogue', name: 'catalogue', component: () => import('./office/catalogue/CataloguePage.vue') },
      { path: 'areas', name: 'areas', component: () => import('./office/areas/AreasPage.vue') },
      { path: 'rules/:kind(calendars|limits|ladders)', name: 'rules', component: () => import('./office/rules/RulesPage.vue'), props: true },
      { path: 'roster', name: 'roster', component: () => import('./office/roster/RosterPage.vue') },
      { path: 'settings', name: 'settings', component: () => import('./office/settings/SettingsPage.vue') },
      { path: 'templates', name: 'templates', component: () => import('./office/notices/TemplatesPage.vue') },
      { path: 'deliveries', name: 'deliveries', component: () => import('./office/notices/DeliveriesPage.vue') },
      { path: 'webhooks', name: 'webhooks', component: () => import('./office/notices/WebhooksPage.vue') },
      { path: 'audit', name: 'audit', component: () => import('./office/audit/AuditPage.vue') },
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
      { path: 'queues/:queue', name: 'member-queue', component: () => import('./member/QueuePage.vue'), props: true },
      { path: 'inbox', name: 'member-inbox', component: () => import('./member/InboxPage.vue') },
      { path: 'notices', name: 'member-notices', component: () => import('./member/PreferencesPage.vue') },
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
  { path: '/outside', name: 'outside', component: () => import('./outside/OutsidePage.vue'), meta: { open: true } },
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
