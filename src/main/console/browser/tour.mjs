// Walks through the console in a real browser, as its users would, against a running server.
// Run by BrowserTest, which says by environment where the server is, who to be, and which member and task to look at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const { ADDRESS, NAME, PASSWORD, KEY, SUBJECT, MEMBER, TASK, LETTER, SCREENSHOTS, CHROMIUM } = process.env;
mkdirSync(SCREENSHOTS, { recursive: true });

const laptop = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };
const faults = [];

/** Nobody is logged in at first, and the simulator is off in tests. */
const expected = [
  [401, '/api/v1/session'],
  [404, '/api/v1/simulator'],
];

function expect(holds, what) {
  if (!holds) throw new Error(`Expected ${what}, but it is not so.`);
}

function watch(page) {
  page.on('pageerror', (fault) => faults.push(`${page.url()}: ${fault}`));
  page.on('console', (message) => {
    // Browsers report refused requests here as well; those are looked at below.
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !expected.some(([status, path]) => response.status() === status && response.url().endsWith(path))) {
      faults.push(`${page.url()}: ${response.status()} from ${response.url()}`);
    }
  });
}

const shot = (page, name) => page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });

async function open(page, path) {
  await page.goto(ADDRESS + path);
  await page.locator('main h1').first().waitFor();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

async function logIn(page, path) {
  await page.goto(ADDRESS + path);
  await page.locator('input[autocomplete=username]').fill(NAME);
  await page.locator('input[type=password]').fill(PASSWORD);
  await shot(page, 'login');
  await page.keyboard.press('Enter');
  await page.locator('main h1').first().waitFor();
  expect(page.url() === ADDRESS + path, `to be led on to ${path}`);
}

async function sendEvent(type, data) {
  const answer = await fetch(`${ADDRESS}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({ specversion: '1.0', id: crypto.randomUUID(), source: 'browser-test', type, subject: SUBJECT, community: 'running-club', time: new Date().toISOString(), data }),
  });
  expect(answer.status === 202, `an event to be accepted (${answer.status}: ${await answer.text()})`);
}

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
  await open(page, '/inbox?view=groups');
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
  const task = await (await page.request.get(`${ADDRESS}/api/v1/tasks/${TASK}`)).json();
  expect(task.state === 'done' && task.doneBy === NAME, `task ${TASK} to be done by ${NAME}`);
}

async function readsMessages(page) {
  await open(page, `/messages?member=${MEMBER}`);
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
  await open(page, '/messages/templates?template=onboarding/nudge');
  await page.locator('iframe').first().waitFor();
  await shot(page, 'templates');
  await open(page, '/messages/plan');
  for (const field of ['segment', 'template']) {
    await page.locator(`#${field}`).click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option-active').last().waitFor();
    await page.keyboard.press('Enter');
  }
  await page.locator('form button[type=submit]').click();
  await page.locator('.figures').waitFor();
  await page.locator('.panel canvas, .panel .empty').first().waitFor();
  await shot(page, 'plan');
}

/** Freezes one purpose and lets it go again; sets a budget. */
async function holdsMessagesBack(page) {
  await open(page, '/messages/limits');
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
  await open(page, `/members/${MEMBER}`);
  const found = async () => (await (await page.request.get(`${ADDRESS}/api/v1/cases?member=${MEMBER}`)).json()).items;
  while ((await found()).length === 0) await page.waitForTimeout(250);
  const [{ id }] = await found();
  await open(page, `/cases/${id}`);
  await page.getByRole('button', { name: /认\s?领/ }).click();
  await page.getByRole('button', { name: /结\s?案/ }).click();
  await page.locator('.ant-modal textarea').fill('换了一双新鞋');
  await page.locator('.ant-modal .ant-btn-primary').click();
  await page.getByText('换了一双新鞋').last().waitFor();
  await page.getByRole('button', { name: /重新打开/ }).waitFor();
  await shot(page, 'case');
}

async function mendsALetter(page) {
  await open(page, '/dead-letters');
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
  await open(page, '/people');
  await page.locator('tbody a[role=button]').first().click();
  const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
  await page.locator('input[type=datetime-local]').first().fill(day(1));
  await page.locator('input[type=datetime-local]').last().fill(day(8));
  await page.getByRole('button', { name: '添加缺勤' }).click();
  await page.locator('.ant-drawer').getByText('→').first().waitFor();
  await shot(page, 'absence');
}

const pages = ['/', '/communities', '/communities/running-club', '/members', `/members/${MEMBER}`, '/events', '/segments', '/rewards', '/rewards/budgets', '/rewards/catalogue', '/rewards/coupons', '/rewards/badges', '/rewards/benefits', '/rewards/plans', '/rewards/referrals', '/rewards/challenges', '/rewards/draws', '/rewards/contributors', `/members/${MEMBER}/wallet?community=running-club`, '/rules', '/drafts', '/releases', '/journeys', '/journeys/onboarding', '/promotions', '/partners', '/collaborations', '/inbox', `/tasks/${TASK}`, '/cases', '/messages', '/messages/templates', '/messages/plan', '/messages/limits', '/receipts', '/dead-letters', '/imports', '/people', '/api-keys', '/audit', '/system'];

async function looksAtAll(page, size) {
  for (const path of pages) {
    await open(page, path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide <= 0, `${path} to fit ${size}, rather than be ${wide} pixels too wide`);
    const troubles = await page.locator('.trouble').allInnerTexts();
    expect(troubles.length === 0, `${path} to show no problem, such as "${troubles[0]}"`);
    await shot(page, `${size}-${path === '/' ? 'overview' : path.slice(1).replace(MEMBER, 'one').replace(TASK, 'one').replaceAll('/', '-')}`);
  }
}

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const context = await browser.newContext({ viewport: laptop, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  watch(page);

  await logIn(page, `/members/${MEMBER}`);
  expect((await page.locator('html').getAttribute('lang')) === 'zh-CN', 'a Chinese browser to be greeted in Chinese');
  await seesReceiptsArrive(page);
  await claimsAndCompletes(page);
  await readsMessages(page);
  await plansABroadcast(page);
  await holdsMessagesBack(page);
  await closesACase(page);
  await mendsALetter(page);
  await saysWhoIsAway(page);

  await open(page, '/');
  await page.getByTestId('recent').locator('li').first().waitFor();
  expect(await page.getByRole('heading', { name: '概览' }).isVisible(), 'the overview in Chinese');
  await shot(page, 'overview-zh');
  await page.getByText('EN', { exact: true }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await shot(page, 'overview-en');
  await looksAtAll(page, 'laptop');

  await page.setViewportSize(phone);
  await looksAtAll(page, 'phone');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.locator('.ant-drawer').getByRole('link', { name: 'Members' }).click();
  await page.waitForURL('**/members');

  expect(faults.length === 0, `no faults in the browser's console:\n${faults.join('\n')}\n`);
} finally {
  await browser.close();
}
