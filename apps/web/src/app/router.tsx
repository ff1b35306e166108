import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { ProblemError } from '../api/http-client.js';
import { sessionQuery } from '../api/queries.js';
import { hasSessionHint } from '../api/session-hint.js';
import { PageError } from '../ui/page-error.js';
import { PageSkeleton } from '../ui/page-skeleton.js';
import { NotFound } from './not-found.js';
import { queryClient } from './query-client.js';
import { Shell } from './shell.js';
import {
  parseBaselineSearch,
  parseComingSearch,
  parseDeliveriesSearch,
  parseDraftSearch,
  parseFiguresSearch,
  parseImportSearch,
  parseMailSearch,
  parsePlanSearch,
  parsePolicySearch,
  parseReportsSearch,
  parseSignInSearch,
  parseTaskSearch,
  parseTasksSearch,
  parseZaloSearch,
} from './searches.js';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dang-nhap',
  validateSearch: parseSignInSearch,
  component: lazyRouteComponent(() => import('../features/session/sign-in.page.js'), 'SignInPage'),
});

/** Links of mails need no session. */
const link = createRoute({
  getParentRoute: () => rootRoute,
  path: '/lien-ket/$token',
  component: lazyRouteComponent(() => import('../features/link/link.page.js'), 'LinkPage'),
});
const muteLink = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tat-nhac/$token',
  component: lazyRouteComponent(() => import('../features/mute-link/mute-link.page.js'), 'MuteLinkPage'),
});
const isSignedIn = async (): Promise<boolean> => {
  if (!hasSessionHint()) return false;
  try {
    await queryClient.query({ ...sessionQuery, staleTime: 'static' });
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return false;
    throw error;
  }
};

/** Everything behind sign-in. A reader without a session is led to it, and back to where they were. */
const signedIn = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: Shell,
  beforeLoad: async ({ location }) => {
    if (await isSignedIn()) return;
    redirect({ to: '/dang-nhap', search: location.href === '/' ? {} : { tiep: location.href }, throw: true });
  },
});
const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    redirect({ to: '/viec-can-xu-ly', throw: true });
  },
});
const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/viec-can-xu-ly',
  component: lazyRouteComponent(() => import('../features/inbox/inbox.page.js'), 'InboxPage'),
});
const tasks = createRoute({
  getParentRoute: () => signedIn,
  path: '/nhiem-vu',
  validateSearch: parseTasksSearch,
  component: lazyRouteComponent(() => import('../features/tasks/tasks.page.js'), 'TasksPage'),
});
const task = createRoute({
  getParentRoute: () => signedIn,
  path: '/nhiem-vu/$id',
  validateSearch: parseTaskSearch,
  component: lazyRouteComponent(() => import('../features/task/task.page.js'), 'TaskPage'),
});
const plans = createRoute({
  getParentRoute: () => signedIn,
  path: '/ke-hoach',
  component: lazyRouteComponent(() => import('../features/plan/plans.page.js'), 'PlansPage'),
});
const plan = createRoute({
  getParentRoute: () => signedIn,
  path: '/ke-hoach/$id',
  validateSearch: parsePlanSearch,
  component: lazyRouteComponent(() => import('../features/plan/plan.page.js'), 'PlanPage'),
});
const draft = createRoute({
  getParentRoute: () => signedIn,
  path: '/ke-hoach/$id/du-thao',
  validateSearch: parseDraftSearch,
  component: lazyRouteComponent(() => import('../features/review/review.page.js'), 'ReviewPage'),
});
const amendment = createRoute({
  getParentRoute: () => signedIn,
  path: '/ke-hoach/$id/sua-doi/$draft',
  component: lazyRouteComponent(() => import('../features/amendment/amendment.page.js'), 'AmendmentPage'),
});
const planImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/nhap-ke-hoach',
  validateSearch: parseImportSearch,
  component: lazyRouteComponent(() => import('../features/import/import.page.js'), 'ImportPage'),
});
const reviewTable = createRoute({
  getParentRoute: () => signedIn,
  path: '/ke-hoach/$id/bieu-ra-soat',
  component: lazyRouteComponent(() => import('../features/review-table/review-table.page.js'), 'ReviewTablePage'),
});
const baseline = createRoute({
  getParentRoute: () => signedIn,
  path: '/ke-hoach/$id/ra-soat',
  validateSearch: parseBaselineSearch,
  component: lazyRouteComponent(() => import('../features/baseline/baseline.page.js'), 'BaselinePage'),
});
const quickEntry = createRoute({
  getParentRoute: () => signedIn,
  path: '/nhap-nhanh',
  component: lazyRouteComponent(() => import('../features/quick-entry/quick-entry.page.js'), 'QuickEntryPage'),
});
const indicators = createRoute({
  getParentRoute: () => signedIn,
  path: '/chi-tieu',
  component: lazyRouteComponent(() => import('../features/indicators/indicators.page.js'), 'IndicatorsPage'),
});
const figures = createRoute({
  getParentRoute: () => signedIn,
  path: '/so-lieu',
  validateSearch: parseFiguresSearch,
  component: lazyRouteComponent(() => import('../features/figures/figures.page.js'), 'FiguresPage'),
});
const reports = createRoute({
  getParentRoute: () => signedIn,
  path: '/so-lieu/chot',
  validateSearch: parseReportsSearch,
  component: lazyRouteComponent(() => import('../features/reports/reports.page.js'), 'ReportsPage'),
});
const report = createRoute({
  getParentRoute: () => signedIn,
  path: '/so-lieu/chot/$id',
  component: lazyRouteComponent(() => import('../features/reports/report.page.js'), 'ReportPage'),
});
const mailbox = createRoute({
  getParentRoute: () => signedIn,
  path: '/hop-thu-chay-thu',
  validateSearch: parseMailSearch,
  component: lazyRouteComponent(() => import('../features/mailbox/mailbox.page.js'), 'MailboxPage'),
});
const comingReminders = createRoute({
  getParentRoute: () => signedIn,
  path: '/du-kien-gui',
  validateSearch: parseComingSearch,
  component: lazyRouteComponent(() => import('../features/coming-reminders/coming.page.js'), 'ComingPage'),
});
const agencies = createRoute({
  getParentRoute: () => signedIn,
  path: '/co-quan',
  component: lazyRouteComponent(() => import('../features/agencies/agencies.page.js'), 'AgenciesPage'),
});
const reorganisations = createRoute({
  getParentRoute: () => signedIn,
  path: '/sap-xep-to-chuc',
  component: lazyRouteComponent(() => import('../features/reorganisation/reorganisations.page.js'), 'ReorganisationsPage'),
});
const reorganisation = createRoute({
  getParentRoute: () => signedIn,
  path: '/sap-xep-to-chuc/$id',
  component: lazyRouteComponent(() => import('../features/reorganisation/reorganisation.page.js'), 'ReorganisationPage'),
});
const calendar = createRoute({
  getParentRoute: () => signedIn,
  path: '/lich-lam-viec',
  component: lazyRouteComponent(() => import('../features/calendar/calendar.page.js'), 'CalendarPage'),
});
const policy = createRoute({
  getParentRoute: () => signedIn,
  path: '/chinh-sach-nhac-viec',
  validateSearch: parsePolicySearch,
  component: lazyRouteComponent(() => import('../features/policy/policy.page.js'), 'PolicyPage'),
});
const deliveries = createRoute({
  getParentRoute: () => signedIn,
  path: '/thu-nhac-da-gui',
  validateSearch: parseDeliveriesSearch,
  component: lazyRouteComponent(() => import('../features/deliveries/deliveries.page.js'), 'DeliveriesPage'),
});
const sending = createRoute({
  getParentRoute: () => signedIn,
  path: '/suc-khoe-nhac-viec',
  component: lazyRouteComponent(() => import('../features/deliveries/sending.page.js'), 'SendingPage'),
});
const withoutChannel = createRoute({
  getParentRoute: () => signedIn,
  path: '/chua-co-kenh-nhan',
  component: lazyRouteComponent(() => import('../features/without-channel/without-channel.page.js'), 'WithoutChannelPage'),
});
const anchors = createRoute({
  getParentRoute: () => signedIn,
  path: '/moc-doi-chieu',
  component: lazyRouteComponent(() => import('../features/upkeep/anchors.page.js'), 'AnchorsPage'),
});
const erasures = createRoute({
  getParentRoute: () => signedIn,
  path: '/xoa-du-lieu-ca-nhan',
  component: lazyRouteComponent(() => import('../features/upkeep/erasures.page.js'), 'ErasuresPage'),
});
const zalo = createRoute({
  getParentRoute: () => signedIn,
  path: '/zalo',
  validateSearch: parseZaloSearch,
  component: lazyRouteComponent(() => import('../features/zalo/zalo.page.js'), 'ZaloPage'),
});
const myReminders = createRoute({
  getParentRoute: () => signedIn,
  path: '/thoi-gian-nhan-thu',
  component: lazyRouteComponent(() => import('../features/my-reminders/my-reminders.page.js'), 'MyRemindersPage'),
});
const standIns = createRoute({
  getParentRoute: () => signedIn,
  path: '/nguoi-nhan-thay',
  component: lazyRouteComponent(() => import('../features/stand-ins/stand-ins.page.js'), 'StandInsPage'),
});
const myZalo = createRoute({
  getParentRoute: () => signedIn,
  path: '/nhan-tin-zalo',
  component: lazyRouteComponent(() => import('../features/zalo/my-zalo.page.js'), 'MyZaloPage'),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signIn,
    link,
    muteLink,
    signedIn.addChildren([
      home,
      inbox,
      tasks,
      task,
      plans,
      plan,
      draft,
      amendment,
      planImport,
      quickEntry,
      reviewTable,
      baseline,
      indicators,
      figures,
      reports,
      report,
      mailbox,
      comingReminders,
      agencies,
      reorganisations,
      reorganisation,
      calendar,
      policy,
      deliveries,
      sending,
      withoutChannel,
      anchors,
      erasures,
      zalo,
      myReminders,
      standIns,
      myZalo,
    ]),
  ]),
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: PageError,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
