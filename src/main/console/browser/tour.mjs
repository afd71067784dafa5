// Walks through the console as its users would: watches a member, does a task, closes a case, mends what failed, and looks at
// every page on a laptop and a phone.
import { ADDRESS, accessible, enter, expect, fits, go, json, laptop, open, phone, send, settled, shot, timed, until, watch } from './lib.mjs';

const { NAME, PASSWORD, KEY, SUBJECT, MEMBER, TASK, LETTER } = process.env;

const sendEvent = (type, data) => send(KEY, 'browser-test', SUBJECT, type, data);

/** Sees an event's consequences arrive without touching the page. */
async function seesReceiptsArrive(page) {
  const timeline = page.getByTestId('timeline');
  await timeline.locator('li').first().waitFor();
  const before = await timeline.locator('.because').count();
  await sendEvent('run.finished', { km: 12.5, minutes: 70 });
  await page.waitForFunction((count) => document.querySelectorAll('[data-testid=timeline] .because').length > count, before);
  await page.locator('.diagram svg').first().waitFor();
  await page.locator('.diagram .token').first().waitFor();
  await shot(page, 'member');
  await timeline.locator('.because a').first().click();
  await page.locator('.sentence').first().waitFor();
  await shot(page, 'receipt');
}

async function claimsAndCompletes(page) {
  await go(page, '/inbox?view=groups');
  const row = page.locator('tr', { has: page.locator(`a[href="/tasks/${TASK}"]`) });
  await row.first().waitFor();
  await shot(page, 'inbox');
  await row.getByRole('button').first().click();
  await page.waitForURL(`**/tasks/${TASK}`);
  await page.locator('form button[type=submit]').waitFor();
  for (const item of await page.locator('form .ant-form-item').all()) {
    if (await item.locator('.ant-select').count()) {
      await item.locator('.ant-select').click();
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
    } else if (await item.locator('textarea, input:not([type=date]):not([role=switch])').count()) {
      const field = item.locator('textarea, input').first();
      await field.fill((await item.locator('.ant-input-number').count()) ? '1' : '欢迎，明早六点半江边见！');
    }
  }
  await shot(page, 'task');
  await page.locator('form button[type=submit]').click();
  await page.waitForURL('**/inbox*');
  const task = await json(page, `/tasks/${TASK}`);
  expect(task.state === 'done' && task.doneBy === NAME, `task ${TASK} to be done by ${NAME}`);
}

async function readsMessages(page) {
  await go(page, `/messages?member=${MEMBER}`);
  await page.locator('tbody a[href^="/messages/"]').first().waitFor();
  await shot(page, 'messages');
  await page.locator('tbody a[href^="/messages/"]').last().click();
  const frame = page.locator('iframe');
  await frame.first().waitFor();
  expect((await frame.first().getAttribute('sandbox')) === '', 'a message to be shown where it can run nothing');
  await shot(page, 'message');
}

/** Who would be reached when, and why not the others. */
async function plansABroadcast(page) {
  await go(page, '/messages/templates?template=onboarding/nudge');
  await page.locator('iframe').first().waitFor();
  await shot(page, 'templates');
  await go(page, '/messages/plan');
  for (const field of ['segment', 'template']) {
    await page.locator(`#${field}`).click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').last().waitFor();
    await page.keyboard.press('Enter');
  }
  await page.locator('form button[type=submit]').click();
  await page.locator('.figures').waitFor();
  await page.locator('.panel .chart, .panel .empty').first().waitFor();
  await shot(page, 'plan');
}

/** Freezes one purpose and lets it go again; sets a budget. */
async function holdsMessagesBack(page) {
  await go(page, '/messages/limits');
  await page.getByRole('button', { name: /冻结发送/ }).click();
  await page.locator('.ant-modal .ant-select').click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').last().click();
  await page.locator('.ant-modal textarea').fill('演练冻结');
  await page.locator('.ant-modal .ant-btn-primary').click();
  await page.getByText('演练冻结').waitFor();
  await page.getByRole('button', { name: /解\s?除/ }).first().click();
  await page.locator('.ant-popconfirm .ant-btn-primary').click();
  await page.getByText('演练冻结').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /设置预算/ }).click();
  await page.locator('.ant-modal:visible #messages').fill('1000000');
  await page.locator('.ant-modal:visible .ant-btn-primary').click();
  await page.getByText('1,000,000').waitFor();
  await shot(page, 'limits');
  const gone = await page.request.delete(`${ADDRESS}/api/v1/messages/budgets?scope=purpose&name=marketing`, { headers: { 'X-XSRF-TOKEN': (await page.context().cookies()).find((one) => one.name === 'XSRF-TOKEN')?.value ?? '' } });
  expect(gone.ok(), 'the budget to be lifted');
}

async function closesACase(page) {
  await sendEvent('complaint.filed', { text: '鞋子开胶了' });
  await go(page, `/members/${MEMBER}`);
  const { id } = await until('a case', async () => (await json(page, `/cases?member=${MEMBER}`)).items[0]);
  await go(page, `/cases/${id}`);
  await page.getByRole('button', { name: /认\s?领/ }).click();
  await page.getByRole('button', { name: /结\s?案/ }).click();
  await page.locator('.ant-modal textarea').fill('换了一双新鞋');
  await page.locator('.ant-modal .ant-btn-primary').click();
  await page.locator('main').getByText('换了一双新鞋').first().waitFor();
  await page.getByRole('button', { name: /重新打开/ }).waitFor();
  await shot(page, 'case');
}

async function mendsALetter(page) {
  await go(page, '/dead-letters');
  const row = page.locator('tr', { hasText: LETTER });
  await row.getByRole('button').first().click();
  const text = page.locator('.ant-drawer textarea').first();
  await text.fill('{"text": ');
  expect(await page.locator('.ant-drawer .ant-btn-primary').isDisabled(), 'data that is no JSON not to be taken');
  await text.fill('{"text": "大家好！"}');
  await shot(page, 'dead-letter');
  await page.locator('.ant-drawer .ant-btn-primary').click();
  await row.waitFor({ state: 'detached' });
}

async function saysWhoIsAway(page) {
  await go(page, '/people');
  await page.locator('tbody a[role=button]').first().click();
  const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
  await page.locator('input[type=datetime-local]').first().fill(day(1));
  await page.locator('input[type=datetime-local]').last().fill(day(8));
  await page.getByRole('button', { name: '添加缺勤' }).click();
  await page.locator('.ant-drawer').getByText('→').first().waitFor();
  await shot(page, 'absence');
}

const pages = ['/', '/communities', '/communities/running-club', '/members', `/members/${MEMBER}`, '/events', '/segments', '/rewards', '/rewards/budgets', '/rewards/catalogue', '/rewards/coupons', '/rewards/badges', '/rewards/benefits', '/rewards/plans', '/rewards/referrals', '/rewards/challenges', '/rewards/draws', '/rewards/contributors', `/members/${MEMBER}/wallet?community=running-club`, '/rules', '/drafts', '/releases', '/releases/canaries', '/journeys', '/journeys/onboarding', '/promotions', '/partners', '/collaborations', '/joint-events', '/inbox', `/tasks/${TASK}`, '/cases', '/messages', '/messages/templates', '/messages/plan', '/messages/limits', '/receipts', '/dead-letters', '/imports', '/people', '/api-keys', '/audit', '/system'];

/** Pages that move by themselves, or are alike, are looked at by axe once. */
async function looksAt(page, paths) {
  for (const path of paths) {
    await go(page, path);
    const name = path === '/' ? 'overview' : path.slice(1).replace(MEMBER, 'one').replace(TASK, 'one').replace('?community=running-club', '').replaceAll('/', '-');
    await fits(page, `${path} on a laptop`);
    const troubles = await page.locator('.trouble').allInnerTexts();
    expect(troubles.length === 0, `${path} to show no problem, such as "${troubles[0]}"`);
    await accessible(page, path);
    await shot(page, `laptop-${name}`);
    await page.setViewportSize(phone);
    await fits(page, `${path} on a phone`);
    await shot(page, `phone-${name}`);
    await page.setViewportSize(laptop);
  }
}

/** What people do, in Chinese. */
async function acts(page) {
  expect((await page.locator('html').getAttribute('lang')) === 'zh-CN', 'a Chinese browser to be greeted in Chinese');
  await seesReceiptsArrive(page);
  await claimsAndCompletes(page);
  await readsMessages(page);
  await plansABroadcast(page);
  await holdsMessagesBack(page);
  await closesACase(page);
  await mendsALetter(page);
  await saysWhoIsAway(page);
  await go(page, '/');
  await page.getByTestId('recent').locator('li').first().waitFor();
  expect(await page.getByRole('heading', { name: '概览' }).isVisible(), 'the overview in Chinese');
  await shot(page, 'overview-zh');
}

/** What every page looks like, in English. */
async function looks(page) {
  await page.getByText('EN', { exact: true }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await looksAt(page, pages);
  await page.setViewportSize(phone);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.locator('.ant-drawer').getByRole('link', { name: 'Members' }).click();
  await page.waitForURL('**/members');
}

export async function tour(browser) {
  const page = await timed('log in', () => enter(browser, { name: NAME, password: PASSWORD }, { locale: 'zh-CN', viewport: laptop, path: `/members/${MEMBER}` }));
  const other = await page.context().newPage();
  watch(other, NAME);
  await open(other, '/');
  await Promise.all([timed('acts', () => acts(page)), timed('all pages', () => looks(other))]);
}
