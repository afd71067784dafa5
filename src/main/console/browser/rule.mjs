// A rule by somebody without a mouse: written, broken, mended where the check says, replayed, asked about, refused on a phone with a
// word at the line, changed, tried by a share of the members, published, seen acting, taken back with what it granted.
import { accessible, expect, fits, go, json, press, reach, shot, turn, until } from './lib.mjs';
import { agrees, answer, draftIn, fine, goesBack, happens, live, memberOf, remark, saving, settles } from './steps.mjs';

const path = 'rules/rewards/tour.dslr';
const rule = (points, posts) => `规则 "每次发帖奖励 ${points} 积分"\n为什么：试一试工作室\n负责人：community\n频率：每次\n当\n    ${posts}\n那么\n    奖励 ${points} 积分，原因“工作室”\n结束\n`;

/** A new file in a new draft. */
async function begins({ marketer, keyboard }) {
  await press(marketer, /^跳到正文$/);
  await press(marketer, /新建草稿$/);
  await reach(marketer, /例如：发帖奖励/);
  await keyboard.insertText('发帖就奖励');
  await reach(marketer, /审批人和以后的同事/);
  await keyboard.insertText('让第一次发帖的人马上得到回应');
  await press(marketer, /^创\s?建$/);
  await marketer.waitForURL(/\/drafts\/\d+/);
  await marketer.getByRole('button', { name: '新建文件' }).waitFor();
  await press(marketer, /^新建文件$/);
  await reach(marketer, /^路径/);
  await keyboard.press('Control+a');
  await keyboard.insertText(path);
  await press(marketer, /^建\s?立$/);
  await marketer.locator('.cm-content').first().waitFor();
  return draftIn(marketer);
}

async function types({ marketer, keyboard }, text, key) {
  await reach(marketer, new RegExp(`^${path}$`), key);
  await keyboard.press('Control+a');
  await saving(marketer, () => keyboard.insertText(text));
  await keyboard.press('Escape');
}

/** From the file to the button, to what was found. */
async function checks({ marketer }) {
  await press(marketer, /^检查$/, 'Shift+Tab');
  const fault = marketer.getByTestId('found').locator('.must-fix').first();
  await fault.or(marketer.getByText(fine)).first().waitFor({ timeout: 60_000 });
  return fault;
}

async function asks({ marketer }, from) {
  await turn(marketer, from, '审批与发布', 'Shift+Tab');
  await marketer.getByRole('button', { name: '申请批准' }).waitFor();
  await press(marketer, /^申请批准$/);
  await marketer.getByText('等待中').waitFor();
}

/** Tried by a share of the members first, and taken back. */
async function tries({ marketer }, draft) {
  await marketer.getByRole('button', { name: /^发\s?布$/ }).click();
  await marketer.getByText('先给 10% 的成员试用（灰度）').click();
  await marketer.getByText('灰度只分规则').waitFor();
  await shot(marketer, 'studio-canary-asked-zh');
  await marketer.locator('.ant-modal:visible .ant-btn-primary').click();
  await marketer.getByText('试用中').first().waitFor();
  await marketer.getByRole('link', { name: '发帖就奖励' }).first().click();
  await marketer.getByText('10% 的成员正在试用').waitFor();
  await accessible(marketer, 'a trial');
  await shot(marketer, 'studio-canary-zh');
  await marketer.getByRole('button', { name: /^收\s?回$/ }).click();
  await marketer.locator('.ant-modal:visible input').fill('看够了');
  await marketer.locator('.ant-modal:visible .ant-btn-dangerous').click();
  await marketer.getByText('所有成员回到原来的规则').first().waitFor();
  await go(marketer, `/drafts/${draft}?tab=approval`);
}

async function acts({ marketer }) {
  await happens('rule', 'post.created', { text: '早' });
  const member = await memberOf(marketer, 'rule');
  const receipt = await until('the new rule to act', async () => (await json(marketer, `/receipts?member=${member.id}`)).items.find((one) => JSON.stringify(one).includes(path)));
  await go(marketer, `/receipts/${receipt.id}`);
  await marketer.getByText('每次发帖奖励 8 积分').first().waitFor();
  await shot(marketer, 'studio-rule-acts-zh');
}

/** What it granted is taken back, where an approver is on the way. */
async function takesBack({ approver }) {
  const move = (await json(approver, '/releases/history?limit=20')).items.find((one) => one.title === '发帖就奖励' && one.kind === 'draft');
  await go(approver, `/releases/${move.id}/grants`);
  await approver.getByText('By kind').waitFor();
  await approver.getByRole('button', { name: 'Take back what it granted' }).click();
  await approver.locator('.ant-modal input:not([type=datetime-local])').fill('too many points');
  await shot(approver, 'studio-reverse-phone-en', true);
  await approver.locator('.ant-modal .ant-btn-dangerous').click();
  await approver.getByRole('heading', { name: /^Taken back/ }).waitFor();
  await shot(approver, 'studio-reversed-phone-en', true);
  await fits(approver, 'what was granted on a phone');
}

export async function aRule(people) {
  const { marketer, approver } = people;
  const { keyboard } = marketer;
  const all = { ...people, keyboard };
  const draft = await live.together(() => begins(all));
  await types(all, rule(7, '成员刚刚发贴子'));
  const fault = await checks(all);
  expect(/不是目录里的事件类型|词汇表里没有/.test(await fault.innerText()), `the error to be told in Chinese, rather than as ${await fault.innerText()}`);
  await shot(marketer, 'studio-rule-bad-zh', true);
  await press(marketer, new RegExp(`${path}.*第 \\d+ 行|第 \\d+ 行.*${path}`));
  await marketer.locator('.cm-lintRange-error, .cm-lint-marker-error').first().waitFor();
  await marketer.waitForFunction(() => document.activeElement?.classList.contains('cm-content'));
  await accessible(marketer, 'the editor of rules');
  await shot(marketer, 'studio-rule-editor-zh', true);
  await types(all, rule(7, '成员刚刚发帖'));
  await checks(all);
  await marketer.getByText(fine).waitFor({ timeout: 60_000 });
  await shot(marketer, 'studio-rule-good-zh');
  await accessible(marketer, 'a check');
  await turn(marketer, '检查', '影响', 'Shift+Tab');
  await marketer.getByRole('button', { name: '开始回放' }).waitFor();
  await press(marketer, /^开始回放$/);
  await marketer.locator('.figures').waitFor();
  await shot(marketer, 'studio-rule-impact-zh', true);

  await live.together(async () => {
    await asks(all, '影响');
    await go(approver, `/drafts/${draft}`);
    await approver.getByTestId('compare').getByText('奖励 7 积分，').click();
    await remark(approver, 'Eight points, please');
    await accessible(approver, 'the approval on a phone');
    await fits(approver, 'the approval on a phone');
    await shot(approver, 'studio-rule-remark-phone-en', true);
    await answer(approver, draft, false, 'See the line');
  });
  await settles(marketer, draft, 'Eight points, please');
  await turn(marketer, '审批与发布', '文件', 'Shift+Tab');
  await marketer.locator('.draft-files').waitFor();
  await press(marketer, new RegExp(`^${path}`));
  await marketer.locator('.cm-content').first().waitFor();
  await types(all, rule(8, '成员刚刚发帖'));
  await checks(all);
  await marketer.getByText(fine).waitFor({ timeout: 60_000 });

  await live.alone(async () => {
    await agrees(all, draft);
    await tries(all, draft);
    await reach(marketer, /^tab +(\d+ \/ \d+)?审批与发布/);
    await press(marketer, /^发\s?布$/);
    await marketer.locator('.ant-modal:visible').waitFor();
    await press(marketer, /^对所有人发布$/);
    await marketer.getByText('这份草稿已发布。').waitFor();
    await shot(marketer, 'studio-rule-published-zh');
    await acts(all);
    await goesBack(approver, '发帖就奖励', 'too many points');
  });
  await takesBack(all);
  await go(marketer, '/releases');
  await marketer.getByText('too many points').first().waitFor();
  await shot(marketer, 'studio-releases-zh');
}
