// A rule on its way in a real browser: written, broken, checked, mended, asked about, refused on a phone, changed, approved by
// others, published, seen acting, and taken back. Run by BrowserTest, which says by environment who the people are.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const { ADDRESS, PEOPLE, KEY, SUBJECT, SCREENSHOTS, CHROMIUM } = process.env;
const people = JSON.parse(PEOPLE);
mkdirSync(SCREENSHOTS, { recursive: true });

const laptop = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };
const path = 'rules/rewards/tour.dslr';
const rule = (points, posts) => `规则 "每次发帖奖励 ${points} 积分"\n为什么：试一试工作室\n负责人：community\n频率：每次\n当\n    ${posts}\n那么\n    奖励 ${points} 积分，原因“工作室”\n结束\n`;
const faults = [];

function expect(holds, what) {
  if (!holds) throw new Error(`Expected ${what}, but it is not so.`);
}

const shot = (page, name) => page.screenshot({ path: join(SCREENSHOTS, `studio-${name}.png`), fullPage: true });

async function enter(browser, name, locale, viewport) {
  const context = await browser.newContext({ viewport, locale, timezoneId: 'Asia/Shanghai' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on('pageerror', (fault) => faults.push(`${name} ${page.url()}: ${fault}`));
  page.on('console', (message) => message.type() === 'error' && !/^Failed to load resource/.test(message.text()) && faults.push(`${name} ${page.url()}: ${message.text()}`));
  page.on('response', (response) => response.status() >= 400 && ![401, 404].includes(response.status()) && !response.url().endsWith('/presence') && faults.push(`${name}: ${response.status()} from ${response.url()}`));
  await page.goto(`${ADDRESS}/drafts`);
  await page.locator('input[autocomplete=username]').fill(people[name].name);
  await page.locator('input[type=password]').fill(people[name].password);
  await page.keyboard.press('Enter');
  await page.locator('main h1').first().waitFor();
  return page;
}

async function open(page, address) {
  await page.goto(ADDRESS + address);
  await page.locator('main h1').first().waitFor();
}

async function fits(page, what) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide <= 0, `${what} to fit, rather than be ${wide} pixels too wide`);
}

/** Puts a text in place of all that the editor holds, and waits until it is saved. */
async function write(page, text) {
  await page.locator('.cm-content').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
  await page.getByTestId('saving').getByText('已保存').waitFor();
}

async function check(page) {
  await page.getByRole('button', { name: /^检\s?查$/ }).click();
}

async function answer(page, draft, yes, remark) {
  await open(page, `/drafts/${draft}`);
  await page.getByTestId('compare').waitFor();
  if (remark) await page.locator('textarea').first().fill(remark);
  await page.getByRole('button', { name: yes ? 'Approve' : 'Refuse', exact: true }).click();
  await page.getByText(yes ? 'agreed' : 'refused', { exact: true }).first().waitFor();
}

async function sendPost() {
  const event = await fetch(`${ADDRESS}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({ specversion: '1.0', id: crypto.randomUUID(), source: 'studio-test', type: 'post.created', subject: SUBJECT, community: 'running-club', time: new Date().toISOString(), data: { text: '早' } }),
  });
  expect(event.status === 202, `an event to be accepted (${event.status})`);
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
try {
  const marketer = await enter(browser, 'marketer', 'zh-CN', laptop);
  await marketer.getByRole('button', { name: '新建草稿' }).first().click();
  await marketer.locator('.ant-modal input').fill('发帖就奖励');
  await marketer.locator('.ant-modal textarea').fill('让第一次发帖的人马上得到回应');
  await marketer.locator('.ant-modal .ant-btn-primary').click();
  await marketer.waitForURL(/\/drafts\/\d+/);
  const draft = /drafts\/(\d+)/.exec(marketer.url())[1];

  // Written with a mistake, and mended where the check says.
  await marketer.getByRole('button', { name: '新建文件' }).click();
  await marketer.locator('.ant-modal:visible input').fill(path);
  await marketer.locator('.ant-modal:visible .ant-btn-primary').click();
  await marketer.locator('.cm-content').first().waitFor();
  await write(marketer, rule(7, '成员刚刚发贴子'));
  await check(marketer);
  const wrong = marketer.getByTestId('found').locator('.must-fix').first();
  await wrong.waitFor();
  expect((await wrong.innerText()).includes(path), 'the error to name its file');
  await shot(marketer, 'check-bad-zh');
  await wrong.getByRole('button').click();
  await marketer.locator('.cm-lintRange-error, .cm-lint-marker-error').first().waitFor();
  await shot(marketer, 'editor-zh');
  await write(marketer, rule(7, '成员刚刚发帖'));
  await check(marketer);
  await marketer.getByText('没有必须修改的问题，可以申请批准').waitFor();
  await shot(marketer, 'check-good-zh');
  await marketer.getByRole('tab', { name: '影响' }).click();
  await marketer.getByRole('button', { name: '开始回放' }).click();
  await marketer.locator('.figures').waitFor();
  await shot(marketer, 'impact-zh');

  // Refused on a phone, changed, and agreed to by two others.
  const ask = async () => {
    await marketer.getByRole('tab', { name: '审批与发布' }).click();
    await marketer.getByRole('button', { name: '申请批准' }).click();
    await marketer.getByText('等待中').waitFor();
  };
  await ask();
  await shot(marketer, 'asked-zh');
  const approver = await enter(browser, 'approver', 'en-GB', phone);
  await fits(approver, 'the drafts on a phone');
  await answer(approver, draft, false, 'Eight points, please');
  await fits(approver, 'the approval on a phone');
  await shot(approver, 'refused-phone-en');
  await marketer.getByText('Eight points, please').waitFor();
  await open(marketer, `/drafts/${draft}?file=${path}&tab=files`);
  await marketer.locator('.cm-content').first().waitFor();
  await write(marketer, rule(8, '成员刚刚发帖'));
  await check(marketer);
  await marketer.getByText('没有必须修改的问题，可以申请批准').waitFor();
  await ask();
  await answer(approver, draft, true);
  await shot(approver, 'approved-phone-en');
  const lead = await enter(browser, 'lead', 'en-GB', laptop);
  await answer(lead, draft, true, 'Good');
  await shot(lead, 'approved-en');

  // Published, seen acting, and taken back.
  await marketer.getByRole('button', { name: /^发\s?布$/ }).click();
  await marketer.getByText('先给 10% 的成员试用（灰度）').click();
  await marketer.getByText('灰度只分规则').waitFor();
  await shot(marketer, 'canary-asked-zh');
  await marketer.locator('.ant-modal .ant-btn-primary').click();
  await marketer.getByText('试用中').first().waitFor();
  await marketer.getByRole('link', { name: '发帖就奖励' }).first().click();
  await marketer.getByText('10% 的成员正在试用').waitFor();
  await shot(marketer, 'canary-zh');
  await marketer.getByRole('button', { name: /^收\s?回$/ }).click();
  await marketer.locator('.ant-modal input').fill('看够了');
  await marketer.locator('.ant-modal .ant-btn-dangerous').click();
  await marketer.getByText('所有成员回到原来的规则').first().waitFor();
  await open(marketer, `/drafts/${draft}?tab=approval`);
  await marketer.getByRole('button', { name: /^发\s?布$/ }).click();
  await marketer.locator('.ant-modal .ant-btn-primary').click();
  await marketer.getByText('这份草稿已发布。').waitFor();
  await shot(marketer, 'published-zh');
  await sendPost();
  const receipts = async () => {
    const found = (await (await marketer.request.get(`${ADDRESS}/api/v1/members?query=${SUBJECT}`)).json()).items;
    return found.length === 0 ? [] : (await (await marketer.request.get(`${ADDRESS}/api/v1/receipts?member=${found[0].id}`)).json()).items.filter((one) => JSON.stringify(one).includes(path));
  };
  for (let tries = 0; (await receipts()).length === 0; tries++) {
    expect(tries < 80, 'the new rule to act');
    await marketer.waitForTimeout(150);
  }
  await open(marketer, `/receipts/${(await receipts())[0].id}`);
  await marketer.getByText('每次发帖奖励 8 积分').first().waitFor();
  await shot(marketer, 'acts-zh');
  await open(approver, '/releases');
  await approver.getByRole('link', { name: '发帖就奖励' }).first().waitFor();
  await shot(approver, 'releases-phone-en');
  await fits(approver, 'the releases on a phone');
  const moves = (await (await approver.request.get(`${ADDRESS}/api/v1/releases/history?limit=2`)).json()).items;
  await open(approver, `/releases/${moves[1].id}`);
  await approver.getByRole('button', { name: 'Go back to this release' }).click();
  await approver.locator('.ant-modal input:not([type=radio])').fill('too many points');
  await approver.locator('.ant-modal .ant-btn-primary').click();
  await approver.getByText('This is the live release.').waitFor();
  await shot(approver, 'rolled-back-phone-en');
  await open(approver, `/releases/${moves[0].id}/grants`);
  await approver.getByText('By kind').waitFor();
  await approver.getByRole('button', { name: 'Take back what it granted' }).click();
  await approver.locator('.ant-modal input').fill('too many points');
  await shot(approver, 'reverse-phone-en');
  await approver.locator('.ant-modal .ant-btn-dangerous').click();
  await approver.getByRole('heading', { name: /^Taken back/ }).waitFor();
  await shot(approver, 'reversed-phone-en');
  await fits(approver, 'what was granted on a phone');
  await open(marketer, '/releases');
  await marketer.getByText('too many points').first().waitFor();
  await shot(marketer, 'releases-zh');
  await open(lead, `/drafts/${draft}`);
  await lead.getByText('This draft is published.').waitFor();
  await shot(lead, 'published-en');

  expect(faults.length === 0, `no faults in the browser's console:\n${faults.join('\n')}\n`);
} finally {
  await browser.close();
}
