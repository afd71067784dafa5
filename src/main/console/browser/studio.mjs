// A rule, a workflow and a template on their way in a real browser, side by side: written, broken, mended, checked, asked about,
// refused on a phone, changed, approved by others, published, seen acting, and taken back. Run by BrowserTest, which says by
// environment who the people are.
import { enter, expect, faults, fits, laptop, launch, open, phone, shot, timed, watch } from './lib.mjs';
import { aRule } from './rule.mjs';
import { aTemplate } from './template.mjs';
import { aWorkflow } from './workflow.mjs';

const people = JSON.parse(process.env.PEOPLE);
/** Nothing to preview while a template is broken; presence in a draft that has just ended. */
const more = [
  [404, ''],
  [409, '/presence'],
  [503, '/presence'],
  [422, '/templates/preview'],
];

/** One more page of somebody who is logged in. */
async function another(page, name) {
  const next = await page.context().newPage();
  watch(next, name, more);
  await open(next, '/drafts');
  return next;
}

const paths = Object.entries({ rule: aRule, workflow: aWorkflow, template: aTemplate }).filter(([name]) => !process.env.ONLY || process.env.ONLY === name);
const browser = await launch();
try {
  const [marketer, approver] = await timed('two people log in', () =>
    Promise.all([
      enter(browser, people.marketer, { locale: 'zh-CN', viewport: laptop, path: '/drafts', more }),
      enter(browser, people.approver, { locale: 'en-GB', viewport: phone, path: '/drafts', more }),
    ]),
  );
  await fits(approver, 'the drafts on a phone');
  let leading;
  // Only asked for where the release's rules want it, and by one at a time.
  const lead = () => (leading ??= enter(browser, people.lead, { locale: 'en-GB', viewport: laptop, path: '/drafts', more }));
  const ended = await Promise.all(
    paths.map(async ([name, walk], at) => {
      const [own, theirs] = at === 0 ? [marketer, approver] : await Promise.all([another(marketer, 'marketer'), another(approver, 'approver')]);
      try {
        await timed(name, () => walk({ marketer: own, approver: theirs, lead }));
      } catch (fault) {
        await Promise.all([shot(own, `failed-${name}-marketer`, true), shot(theirs, `failed-${name}-approver`, true)]);
        return `${name}: ${fault.stack}`;
      }
    }),
  );
  expect(ended.every((one) => !one), `all to go to the end:\n${ended.filter(Boolean).join('\n')}\n`);
  expect(faults.length === 0, `no faults in the pages:\n${[...new Set(faults)].join('\n')}\n`);
} finally {
  await browser.close();
}
