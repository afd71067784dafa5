// How long it takes until a page shows what it has to show, from the address entered to the last placeholder gone, for each page
// that the menu leads to and for one of each kind below. Run by src/bench/run pages; writes a line of JSON for each page.
import { chromium } from 'playwright-core';

const { ADDRESS, NAME, PASSWORD, COMMUNITY, MEMBER, CHROMIUM } = process.env;
const pages = ['/', '/communities', `/communities/${COMMUNITY}`, '/members', `/members?community=${COMMUNITY}`, `/members/${MEMBER}`, `/members/${MEMBER}/wallet?community=${COMMUNITY}`, '/events', '/segments', '/rewards', '/rewards/budgets', '/rewards/catalogue', '/rewards/coupons', '/rewards/badges', '/rewards/benefits', '/rewards/plans', '/rewards/referrals', '/rewards/challenges', '/rewards/draws', '/rewards/contributors', '/rules', '/try', '/replays', '/drafts', '/releases', '/releases/canaries', '/journeys', '/promotions', '/partners', '/collaborations', '/joint-events', '/inbox?view=all', '/cases', '/messages', '/messages/templates', '/messages/plan', '/messages/limits', '/receipts', '/dead-letters', '/imports', '/people', '/api-keys', '/audit', '/system'];

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
try {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults = [];
  page.on('response', (response) => response.status() >= 500 && faults.push(`${response.status()} from ${response.url()}`));
  await page.goto(`${ADDRESS}/`);
  await page.locator('input[autocomplete=username]').fill(NAME);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('main h1').first().waitFor();

  const view = async (path) => {
    const begun = performance.now();
    await page.goto(ADDRESS + path, { waitUntil: 'commit' });
    // The heading is there, and nothing is on its way any more.
    await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('main [aria-busy=true], main .ant-skeleton, main .ant-spin-spinning'), null, { polling: 'raf' });
    const millis = Math.round(performance.now() - begun);
    const troubles = await page.locator('.trouble').allInnerTexts();
    if (troubles.length > 0) faults.push(`${path} shows "${troubles[0]}"`);
    return millis;
  };
  // Twice before the figures, so that the server's code and the browser's cache are warm.
  for (let round = 0; round < 2; round++) for (const path of pages) await view(path);
  for (const path of pages) console.log(JSON.stringify({ path, millis: Math.min(await view(path), await view(path)) }));
  if (faults.length > 0) throw new Error(`Expected pages without trouble, but saw: ${faults.join('; ')}`);
} finally {
  await browser.close();
}
