// A workflow on its way: a step put in from the palette, what it lacks told at the step, filled in, its tests played on the diagram,
// compared on the drawings, refused on a phone with a word at the step, changed, published, run by a newcomer, and taken back.
import { accessible, expect, fits, go, json, shot, until } from './lib.mjs';
import { agrees, answer, ask, draftOf, edit, goesBack, good, happens, live, memberOf, publishes, remark, saved, saving, settles } from './steps.mjs';

const path = 'bpmn/onboarding/onboarding.bpmn';
const title = '入群就有积分';

/** Opens the panel at a step by its name. */
async function chooses(page, side, name) {
  await side.getByRole('tab', { name: '属性' }).click();
  await side.getByRole('combobox', { name: '选择图上的一步，在这里填写。' }).focus();
  await page.keyboard.insertText(name);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').getByText(name, { exact: true }).click();
}

/** Fills in the step that awards points. */
async function awards(page, side, points) {
  await chooses(page, side, '发放奖励');
  await saving(page, async () => {
    for (const [label, value] of [['积分', String(points)], ['原因', '欢迎']]) {
      const field = side.locator(`input[aria-label="${label}"]`);
      await field.fill(value);
      await field.blur();
    }
  });
  await page.locator('.problem-sign.bad').waitFor({ state: 'detached' });
  await saved(page);
}

export async function aWorkflow(people) {
  const { marketer, approver } = people;
  const draft = await live.together(() => draftOf(marketer, title));
  await edit(marketer, draft, path);
  const side = marketer.getByRole('complementary', { name: '辅助面板' });
  await chooses(marketer, side, '发送欢迎');
  await side.getByRole('tab', { name: '步骤' }).click();
  await saving(marketer, () => side.getByRole('button', { name: '发放奖励' }).click());
  await marketer.locator('.problem-sign.bad').first().waitFor();
  const told = marketer.locator('.editor-problems li.bad').first();
  expect(/步骤“发放奖励”（发放奖励）还没有填写/.test(await told.innerText()), `the error to be told in Chinese, rather than as ${await told.innerText()}`);
  await accessible(marketer, 'the editor of workflows');
  await shot(marketer, 'studio-workflow-editor-zh');
  await awards(marketer, side, 7);
  await side.getByRole('tab', { name: '测试' }).click();
  await side.getByRole('button', { name: '在图上看经过的步骤' }).first().click();
  await marketer.locator('.drawing .djs-shape.past').first().waitFor();
  await shot(marketer, 'studio-workflow-tests-zh', true);
  await good(marketer, 'workflow-good-zh');
  await marketer.getByRole('tab', { name: '影响' }).click();
  await marketer.getByText('受影响的流程').waitFor();
  await marketer.getByRole('link', { name: 'onboarding' }).waitFor();
  await shot(marketer, 'studio-workflow-impact-zh', true);

  await live.together(async () => {
    await ask(marketer);
    await marketer.locator('.compared .is-added').first().waitFor();
    await accessible(marketer, 'two drawings');
    await shot(marketer, 'studio-workflow-compared-zh', true);
    await go(approver, `/drafts/${draft}`);
    await approver.locator('.compared .djs-shape.is-added').first().waitFor();
    await approver.getByTestId('drawings').getByRole('button', { name: /^added Award step/ }).click();
    await remark(approver, 'Eight, as for posts');
    await fits(approver, 'two drawings on a phone');
    await shot(approver, 'studio-workflow-remark-phone-en', true);
    await answer(approver, draft, false, 'See the step');
  });
  await edit(marketer, draft, path);
  await awards(marketer, side, 8);
  await good(marketer, 'workflow-better-zh');
  await settles(marketer, draft, 'Eight, as for posts');

  await live.alone(async () => {
    await agrees(people, draft);
    await publishes(marketer);
    await happens('workflow', 'member.joined', { name: '小舟', language: 'zh' });
    const member = await memberOf(marketer, 'workflow');
    const run = await until('a run of the new workflow', async () => (await json(marketer, `/runs?member=${member.id}`)).items[0]);
    await go(marketer, `/runs/${run.id}`);
    await marketer.getByText('发放奖励').first().waitFor();
    await shot(marketer, 'studio-workflow-acts-zh');
    await goesBack(approver, title, 'points only for posts');
    await until('the points of the new step', async () => JSON.stringify(await json(marketer, `/members/${member.id}/points?community=running-club`)).includes('8'));
  });
}
