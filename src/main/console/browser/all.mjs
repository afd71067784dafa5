// The walk through all pages, and what people do there. Run by BrowserTest, which says by environment where the server is, who to
// be, and which member and task to look at.
import { expect, faults, launch, timed } from './lib.mjs';
import { tour } from './tour.mjs';

const browser = await launch();
try {
  await timed('tour', () => tour(browser));
  expect(faults.length === 0, `no faults in the pages:\n${[...new Set(faults)].join('\n')}\n`);
} finally {
  await browser.close();
}
