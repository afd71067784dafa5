// A template on its way: a variable misspelt and told beside the text, mended and previewed, the new pictures accepted, compared side
// by side, refused on a phone with a word at the line, changed, published, read by a newcomer, and taken back.
import { accessible, expect, fits, go, json, shot, until } from './lib.mjs';
import { agrees, answer, ask, draftOf, edit, goesBack, good, happens, live, memberOf, publishes, remark, settles, write } from './steps.mjs';

const path = 'templates/onboarding/welcome/text_zh.properties';
const title = '换一句问候';

/** It looks otherwise than before; one looks at it, and accepts it. */
async function accepts(page) {
  await page.getByRole('button', { name: /^检\s?查$/ }).click();
  await page.getByRole('button', { name: '接受消息现在的样子' }).click({ timeout: 60_000 });
  await page.getByText('这是改动之前的检查结果').waitFor();
}

/** Each side of the picture shows the words that it is about. */
async function pictured(place, before, after) {
  const sides = place.getByTestId('pictures').locator('iframe');
  await sides.nth(1).waitFor();
  for (const [at, words] of [before, after].entries()) await sides.nth(at).contentFrame().getByText(words).first().waitFor();
  for (const frame of await sides.all()) expect((await frame.getAttribute('sandbox')) === '', 'a picture to be shown where it can run nothing');
}

export async function aTemplate(people) {
  const { marketer, approver } = people;
  const draft = await live.together(() => draftOf(marketer, title));
  await edit(marketer, draft, path);
  const text = await (await marketer.request.get(`${new URL(marketer.url()).origin}/api/v1/drafts/${draft}/files/${path}`)).text();
  const hello = (words) => text.replace(/^hello = .*$/m, `hello = ${words}`);
  await write(marketer, hello('${member.nam}，欢迎你！'));
  const told = marketer.locator('.editor-problems li.bad').first();
  await told.waitFor();
  expect(/没有变量“member.nam”/.test(await told.innerText()), `the error to be told in Chinese, rather than as ${await told.innerText()}`);
  await shot(marketer, 'studio-template-bad-zh', true);
  await write(marketer, hello('${member.name}，欢迎你！'));
  await marketer.locator('.editor-side iframe').first().contentFrame().getByText('，欢迎你！').first().waitFor();
  await accessible(marketer, 'the editor of templates');
  await shot(marketer, 'studio-template-editor-zh');
  await accepts(marketer);
  await good(marketer, 'template-good-zh');

  await live.together(async () => {
    await ask(marketer);
    await go(marketer, `/drafts/${draft}?file=${path}&tab=files`);
    await marketer.getByText('对比', { exact: true }).click();
    await pictured(marketer, '，你好呀！', '，欢迎你！');
    await accessible(marketer, 'two pictures');
    await shot(marketer, 'studio-template-compared-zh', true);
    await go(approver, `/drafts/${draft}`);
    const label = approver.locator('.ant-collapse-header', { hasText: path });
    if ((await label.getAttribute('aria-expanded')) !== 'true') await label.click();
    const change = approver.locator('.ant-collapse-item', { hasText: path });
    await pictured(change, '，你好呀！', '，欢迎你！');
    await change.locator('iframe').nth(1).scrollIntoViewIfNeeded();
    await shot(approver, 'studio-template-pictures-phone-en');
    await change.getByText('By line', { exact: true }).click();
    await change.getByTestId('compare').getByText('，欢迎你！').click();
    await remark(approver, 'Warmer, please');
    await fits(approver, 'two pictures on a phone');
    await shot(approver, 'studio-template-remark-phone-en', true);
    await answer(approver, draft, false, 'See the line');
  });
  await marketer.getByText('编辑', { exact: true }).click();
  await write(marketer, hello('${member.name}，真高兴你来了！'));
  await accepts(marketer);
  await good(marketer, 'template-better-zh');
  await settles(marketer, draft, 'Warmer, please');

  await live.alone(async () => {
    await agrees(people, draft);
    await publishes(marketer);
    await happens('template', 'member.joined', { name: '阿莲', language: 'zh' });
    const member = await memberOf(marketer, 'template');
    const message = await until('a message with the new words', async () => {
      for (const one of (await json(marketer, `/messages?member=${member.id}`)).items) if (JSON.stringify(await json(marketer, `/messages/${one.id}`)).includes('真高兴你来了')) return one;
      return undefined;
    });
    await go(marketer, `/messages/${message.id}`);
    await marketer.locator('iframe').first().contentFrame().getByText('真高兴你来了').first().waitFor();
    await shot(marketer, 'studio-template-acts-zh');
    await goesBack(approver, title, 'the old words');
  });
}
