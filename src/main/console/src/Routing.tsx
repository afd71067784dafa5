import { lazy, Suspense } from 'react';
import { Skeleton } from 'antd';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { useSession } from './shell/session';
import { Shell } from './shell/Shell';

const Login = lazy(() => import('./pages/Login'));
const Password = lazy(() => import('./pages/Password'));
const Overview = lazy(() => import('./pages/Overview'));
const Communities = lazy(() => import('./pages/Communities'));
const Community = lazy(() => import('./pages/Community'));
const Members = lazy(() => import('./pages/Members'));
const Member = lazy(() => import('./pages/Member'));
const Events = lazy(() => import('./pages/Events'));
const Segments = lazy(() => import('./pages/Segments'));
const Segment = lazy(() => import('./pages/Segment'));
const Rewards = lazy(() => import('./pages/Rewards'));
const RewardBudgets = lazy(() => import('./pages/Budgets'));
const Catalogue = lazy(() => import('./pages/Catalogue'));
const Badges = lazy(() => import('./pages/Badges'));
const Benefits = lazy(() => import('./pages/Benefits'));
const Plans = lazy(() => import('./pages/Plans'));
const Coupons = lazy(() => import('./pages/Coupons'));
const Referrals = lazy(() => import('./pages/Referrals'));
const Challenges = lazy(() => import('./pages/Challenges'));
const Draws = lazy(() => import('./pages/Draws'));
const Contributors = lazy(() => import('./pages/Contributors'));
const Wallet = lazy(() => import('./pages/Wallet'));
const Rules = lazy(() => import('./pages/Rules'));
const Try = lazy(() => import('./pages/Try'));
const Drafts = lazy(() => import('./pages/Drafts'));
const Draft = lazy(() => import('./pages/Draft'));
const Releases = lazy(() => import('./pages/Releases'));
const Canaries = lazy(() => import('./pages/Canaries'));
const Grants = lazy(() => import('./pages/Grants'));
const Replays = lazy(() => import('./pages/Replays'));
const Journeys = lazy(() => import('./pages/Journeys'));
const Journey = lazy(() => import('./pages/Journey'));
const Promotions = lazy(() => import('./pages/Promotions'));
const Promotion = lazy(() => import('./pages/Promotion'));
const JointEvents = lazy(() => import('./pages/JointEvents'));
const JointEvent = lazy(() => import('./pages/JointEvent'));
const Partners = lazy(() => import('./pages/Partners'));
const Partner = lazy(() => import('./pages/Partner'));
const Collaborations = lazy(() => import('./pages/Collaborations'));
const Collaboration = lazy(() => import('./pages/Collaboration'));
const Run = lazy(() => import('./pages/Run'));
const Inbox = lazy(() => import('./pages/Inbox'));
const Task = lazy(() => import('./pages/Task'));
const Cases = lazy(() => import('./pages/Cases'));
const Case = lazy(() => import('./pages/Case'));
const Messages = lazy(() => import('./pages/Messages'));
const Message = lazy(() => import('./pages/Message'));
const MessagePlan = lazy(() => import('./pages/MessagePlan'));
const MessageLimits = lazy(() => import('./pages/MessageLimits'));
const Templates = lazy(() => import('./pages/Templates'));
const Receipts = lazy(() => import('./pages/Receipts'));
const Receipt = lazy(() => import('./pages/Receipt'));
const DeadLetters = lazy(() => import('./pages/DeadLetters'));
const Imports = lazy(() => import('./pages/Imports'));
const Import = lazy(() => import('./pages/Import'));
const People = lazy(() => import('./pages/People'));
const ApiKeys = lazy(() => import('./pages/ApiKeys'));
const Audit = lazy(() => import('./pages/Audit'));
const System = lazy(() => import('./pages/System'));
const Missing = lazy(() => import('./pages/Missing'));

export function Routing() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.isPending) return null;
  if (!session.data) {
    return (
      <Suspense>
        <Routes>
          <Route path="/login" element={<Login />} />
          <Route path="*" element={<Navigate to={pathname === '/' ? '/login' : `/login?to=${encodeURIComponent(pathname + search)}`} replace />} />
        </Routes>
      </Suspense>
    );
  }
  if (session.data.mustChangePassword) {
    return (
      <Suspense>
        <Password />
      </Suspense>
    );
  }
  return (
    <Shell session={session.data}>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
        <Routes>
          <Route path="/login" element={<Back />} />
          <Route path="/" element={<Overview />} />
          <Route path="/communities" element={<Communities />} />
          <Route path="/communities/:slug" element={<Community />} />
          <Route path="/members" element={<Members />} />
          <Route path="/members/:id" element={<Member />} />
          <Route path="/events" element={<Events />} />
          <Route path="/segments" element={<Segments />} />
          <Route path="/segments/:name" element={<Segment />} />
          <Route path="/members/:id/wallet" element={<Wallet />} />
          <Route path="/rewards" element={<Rewards />} />
          <Route path="/rewards/budgets" element={<RewardBudgets />} />
          <Route path="/rewards/catalogue" element={<Catalogue />} />
          <Route path="/rewards/badges" element={<Badges />} />
          <Route path="/rewards/benefits" element={<Benefits />} />
          <Route path="/rewards/plans" element={<Plans />} />
          <Route path="/rewards/coupons" element={<Coupons />} />
          <Route path="/rewards/referrals" element={<Referrals />} />
          <Route path="/rewards/challenges" element={<Challenges />} />
          <Route path="/rewards/draws" element={<Draws />} />
          <Route path="/rewards/contributors" element={<Contributors />} />
          <Route path="/rules" element={<Rules />} />
          <Route path="/try" element={<Try />} />
          <Route path="/drafts" element={<Drafts />} />
          <Route path="/drafts/:id" element={<Draft />} />
          <Route path="/releases" element={<Releases />} />
          <Route path="/releases/:id" element={<Releases />} />
          <Route path="/releases/canaries" element={<Canaries />} />
          <Route path="/releases/canaries/:id" element={<Canaries />} />
          <Route path="/releases/:id/grants" element={<Grants />} />
          <Route path="/replays" element={<Replays />} />
          <Route path="/replays/:id" element={<Replays />} />
          <Route path="/journeys" element={<Journeys />} />
          <Route path="/journeys/:key" element={<Journey />} />
          <Route path="/promotions" element={<Promotions />} />
          <Route path="/promotions/:id" element={<Promotion />} />
          <Route path="/joint-events" element={<JointEvents />} />
          <Route path="/joint-events/:id" element={<JointEvent />} />
          <Route path="/partners" element={<Partners />} />
          <Route path="/partners/:id" element={<Partner />} />
          <Route path="/collaborations" element={<Collaborations />} />
          <Route path="/collaborations/:id" element={<Collaboration />} />
          <Route path="/runs/:id" element={<Run />} />
          <Route path="/inbox" element={<Inbox />} />
          <Route path="/tasks/:id" element={<Task />} />
          <Route path="/cases" element={<Cases />} />
          <Route path="/cases/:id" element={<Case />} />
          <Route path="/messages" element={<Messages />} />
          <Route path="/messages/templates" element={<Templates />} />
          <Route path="/messages/plan" element={<MessagePlan />} />
          <Route path="/messages/limits" element={<MessageLimits />} />
          <Route path="/messages/:id" element={<Message />} />
          <Route path="/receipts" element={<Receipts />} />
          <Route path="/receipts/:id" element={<Receipt />} />
          <Route path="/dead-letters" element={<DeadLetters />} />
          <Route path="/imports" element={<Imports />} />
          <Route path="/imports/:id" element={<Import />} />
          <Route path="/people" element={<People />} />
          <Route path="/api-keys" element={<ApiKeys />} />
          <Route path="/audit" element={<Audit />} />
          <Route path="/system" element={<System />} />
          <Route path="*" element={<Missing />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}

/** After the log-in, on to where one wanted to go: only ever inside this console. */
function Back() {
  const { search } = useLocation();
  const to = new URLSearchParams(search).get('to') ?? '/';
  return <Navigate to={/^\/(?![/\\])/.test(to) ? to : '/'} replace />;
}
