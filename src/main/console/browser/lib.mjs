// What all walks through the console share: a browser, people who log in, pages that are opened, and what must hold on each.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const { ADDRESS, SCREENSHOTS, CHROMIUM } = process.env;
mkdirSync(SCREENSHOTS, { recursive: true });
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const laptop = { width: 1366, height: 768 };
export const phone = { width: 390, height: 844 };
export const faults = [];

/** Nobody is logged in at first, and the simulator is off in tests. */
const expected = [
  [401, '/api/v1/session'],
  [404, '/api/v1/simulator'],
];

const began = Date.now();

/** How long each part took, for those who would like it shorter. */
export async function timed(what, act) {
  const start = Date.now();
  const result = await act();
  console.log(`${what}: ${((Date.now() - start) / 1000).toFixed(1)} s, done at ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return result;
}

export function expect(holds, what) {
  if (!holds) throw new Error(`Expected ${what}, but it is not so.`);
}

export const launch = () =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

/** @param more answers of the server that are as they should be, as [status, end of the address] */
export function watch(page, who = '', more = []) {
  const fine = [...expected, ...more];
  page.on('pageerror', (fault) => faults.push(`${who} ${page.url()}: ${fault}`));
  page.on('console', (message) => {
    // Browsers report refused requests here as well; those are looked at below.
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text())) faults.push(`${who} ${page.url()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !fine.some(([status, end]) => response.status() === status && response.url().endsWith(end))) faults.push(`${who} ${page.url()}: ${response.status()} from ${response.url()}`);
  });
}

export const shot = (page, name, whole = false) => page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: whole });

/** Opens a page from nothing, as by its address. */
export async function open(page, path) {
  await page.goto(ADDRESS + path);
  await settled(page);
}

/** Goes to a page of the same console, as by a link: what is loaded stays loaded. */
export async function go(page, path) {
  await page.evaluate((to) => {
    // Only where one is already may the page stay the same.
    if (location.pathname !== to.replace(/\?.*/, '')) document.querySelector('main h1')?.setAttribute('data-before', '');
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
  await page.locator('main h1:not([data-before])').first().waitFor();
  await settled(page);
}

export async function settled(page) {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true], main .ant-skeleton'));
}

export async function fits(page, what) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide <= 0, `${what} to fit, rather than be ${wide} pixels too wide`);
}

/** Finds what keeps people from using a page; serious things fail. */
export async function accessible(page, what) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    // What moves is looked at as it comes to rest.
    document.getAnimations().forEach((one) => one.effect?.getComputedTiming().iterations !== Infinity && one.finish());
    const result = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'], iframes: false });
    return result.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).flatMap((one) => one.nodes.slice(0, 3).map((node) => `${one.id} (${one.impact}) at ${node.target.join(' ')}: ${node.html.slice(0, 160)} – ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? one.help}`));
  });
  found.forEach((one) => faults.push(`${what}: ${one}`));
}

/** Logs in, which greets one in the language of the browser. */
export async function enter(browser, { name, password }, { locale, viewport, path = '/', more }) {
  const context = await browser.newContext({ viewport, locale, timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
  context.setDefaultTimeout(25_000);
  const page = await context.newPage();
  watch(page, name, more);
  await page.goto(ADDRESS + path);
  await page.locator('input[autocomplete=username]').fill(name);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
  await settled(page);
  expect(page.url() === ADDRESS + path, `to be led on to ${path}`);
  return page;
}

/** An event as a platform would send it. */
export async function send(key, source, subject, type, data) {
  const answer = await fetch(`${ADDRESS}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({ specversion: '1.0', id: crypto.randomUUID(), source, type, subject, community: 'running-club', time: new Date().toISOString(), data }),
  });
  expect(answer.status === 202, `an event to be accepted (${answer.status}: ${await answer.text()})`);
}

/** Asks until there is an answer; for what happens on the server by itself. */
export async function until(what, ask) {
  for (let tries = 0; tries < 160; tries++) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((rest) => setTimeout(rest, 150));
  }
  throw new Error(`Expected ${what}, but it did not come.`);
}

export const json = async (page, path) => (await page.request.get(`${ADDRESS}/api/v1${path}`)).json();

/** What the focused element is called, and what kind it is, as somebody who sees nothing would be told. */
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return '';
    // What something holds is its name only where it can be pressed.
    const text = at.matches('a, button, summary, [role=button], [role=tab], [role=radio], [role=menuitem]') ? at.textContent : '';
    return `${at.role === 'tab' ? 'tab' : ''} ${at.getAttribute('aria-label') ?? ''} ${at.getAttribute('placeholder') ?? ''} ${text}`.trim().replace(/([\u4e00-\u9fff])\s(?=[\u4e00-\u9fff]$)/, '$1');
  });

/** Goes on with the Tab key until what has this name is focused; whoever uses no mouse must come everywhere so. */
export async function reach(page, name, key = 'Tab', most = 90) {
  const passed = [];
  for (let presses = 0; presses <= most; presses++) {
    const here = await focused(page);
    if (name.test(here)) return;
    passed.push(here.slice(0, 24));
    await page.keyboard.press(key);
  }
  throw new Error(`Expected ${name} to be reached with ${key} on ${page.url()}, but came by ${passed.join(' | ')}.`);
}

/** Reaches it, and presses Enter. */
export async function press(page, name, key) {
  await reach(page, name, key);
  await page.keyboard.press('Enter');
}

/** Goes along the tabs of a page with the arrow keys, from the one that is open. */
export async function turn(page, open, wanted, key) {
  const tab = (name) => new RegExp(`^tab +(\\d+ / \\d+)?${name}`);
  await reach(page, tab(open), key);
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press('ArrowRight');
    if (tab(wanted).test(await focused(page))) {
      await page.keyboard.press('Enter');
      return;
    }
  }
  throw new Error(`Expected the tab ${wanted} to be reached with the arrow keys, but it was not.`);
}

/** Some may go on side by side, others only by themselves. */
export function gate() {
  let inside = 0;
  const waiting = [];
  const next = () => {
    while (waiting.length > 0 && (waiting[0].alone ? inside === 0 : inside >= 0)) {
      const first = waiting.shift();
      inside += first.alone ? -1 : 1;
      first.go();
    }
  };
  const enters = (alone) => async (act) => {
    await new Promise((go) => {
      waiting.push({ alone, go });
      next();
    });
    try {
      return await act();
    } finally {
      inside += alone ? 1 : -1;
      next();
    }
  };
  return { alone: enters(true), together: enters(false) };
}
