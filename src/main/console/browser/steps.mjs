// What the walks through the studio have in common: drafts, checks, questions and answers, publishing and going back.
import { expect, fits, gate, go, json, send, shot, until } from './lib.mjs';

const { KEY, SUBJECT } = process.env;

export const fine = '没有必须修改的问题，可以申请批准';

/** A release that goes live lets every other draft fall behind: what needs the live release to stay is done together, publishing alone. */
export const live = gate();

/** An event of a member of this walk's own. */
export const happens = (who, type, data) => send(KEY, 'studio-test', `${SUBJECT}-${who}`, type, data);

export const memberOf = (page, who) => until(`the member of the ${who}`, async () => (await json(page, `/members?query=${SUBJECT}-${who}`)).items[0]);

export const draftIn = (page) => /drafts\/(\d+)/.exec(page.url())[1];

/** Opens a draft with this title, and tells its number. */
export async function draftOf(page, title) {
  await page.getByRole('button', { name: '新建草稿' }).first().click();
  await page.locator('.ant-modal input').fill(title);
  await page.locator('.ant-modal textarea').fill(`${title}：让新来的人马上得到回应`);
  await page.locator('.ant-modal .ant-btn-primary').click();
  await page.waitForURL(/\/drafts\/\d+/);
  return draftIn(page);
}

/** Waits until what was just changed is saved. */
export async function saved(page) {
  await page.getByTestId('saving').getByText('已保存').waitFor();
}

/** Does something to the text that is open, and waits until the server has it. */
export async function saving(page, act) {
  const written = page.waitForResponse((answer) => answer.request().method() === 'PUT' && /\/drafts\/\d+\/files\//.test(answer.url()));
  await act();
  expect((await written).ok(), 'what was written to be saved');
  await saved(page);
}

/** Puts a text in place of all that the editor holds. */
export async function write(page, text) {
  await page.locator('.cm-content').first().click();
  await page.keyboard.press('Control+a');
  await saving(page, () => page.keyboard.insertText(text));
}

/** Opens a file of the draft where one can write it. */
export async function edit(page, draft, path) {
  await go(page, `/drafts/${draft}?file=${path}&tab=files`);
  await page.locator(path.endsWith('.bpmn') ? '.drawing .djs-shape' : '.cm-content').first().waitFor();
}

/** Checks all, and waits for the check to end; nothing must be mended. */
export async function good(page, name) {
  await page.getByRole('button', { name: /^检\s?查$/ }).click();
  await page.getByText(fine).waitFor({ timeout: 60_000 });
  await shot(page, `studio-${name}`);
}

export async function ask(page) {
  await page.getByRole('tab', { name: '审批与发布' }).click();
  await page.getByRole('button', { name: '申请批准' }).click();
  await page.getByText('等待中').waitFor();
}

/** An approver's answer; a refusal has a reason. */
export async function answer(page, draft, yes, why) {
  await go(page, `/drafts/${draft}`);
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  if (why) await page.getByLabel('Remark; needed to refuse').fill(why);
  await page.getByRole('button', { name: yes ? 'Approve' : 'Refuse', exact: true }).click();
  await page.getByText(yes ? 'agreed' : 'refused', { exact: true }).first().waitFor();
}

/** Says something where it was clicked, and sees it stand there. */
export async function remark(page, text) {
  await page.locator('.talk textarea, section[aria-label=Comments] textarea').last().fill(text);
  await page.locator('.talk, section[aria-label=Comments]').last().getByRole('button', { name: 'Send' }).click();
  await page.getByTestId('remark').getByText(text).waitFor();
}

/** The author answers a remark, and says that nothing is left to do. */
export async function settles(page, draft, text) {
  await go(page, `/drafts/${draft}?tab=approval`);
  const thread = page.getByTestId('remark').filter({ hasText: text });
  await thread.getByRole('button', { name: '回复' }).click();
  await thread.locator('textarea').fill('改好了');
  await thread.getByRole('button', { name: '发表' }).click();
  await thread.getByText('改好了').waitFor();
  await thread.getByRole('button', { name: '已解决' }).click();
  await page.getByText('已解决的 1 条').waitFor();
}

/** Asked again, and agreed to by everybody who must. */
export async function agrees({ marketer, approver, lead }, draft) {
  await ask(marketer);
  await answer(approver, draft, true);
  const { askings } = await json(marketer, `/drafts/${draft}/approvals`);
  if (askings[0].state === 'waiting') await answer(await lead(), draft, true, 'Good');
  await marketer.getByRole('button', { name: /^发\s?布$/ }).waitFor();
}

export async function publishes(marketer) {
  await marketer.getByRole('button', { name: /^发\s?布$/ }).click();
  await marketer.locator('.ant-modal:visible .ant-btn-primary').click();
  await marketer.getByText('这份草稿已发布。').waitFor();
}

/** Back to the release before, on a phone. */
export async function goesBack(approver, title, why) {
  await go(approver, '/releases');
  await approver.getByRole('link', { name: title }).first().waitFor();
  await fits(approver, 'the releases on a phone');
  const [, before] = (await json(approver, '/releases/history?limit=2')).items;
  await go(approver, `/releases/${before.id}`);
  await approver.getByRole('button', { name: 'Go back to this release' }).click();
  await approver.locator('.ant-modal input:not([type=radio])').fill(why);
  await approver.locator('.ant-modal .ant-btn-primary').click();
  await approver.getByText('This is the live release.').waitFor();
  const [last] = (await json(approver, '/releases/history?limit=1')).items;
  expect(last.kind === 'rollback' && last.why === why && last.release === before.release, 'the release to be gone back from');
}
