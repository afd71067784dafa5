import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read } from './read';
import { compareWorkflows } from './workflow';

const onboarding = readFileSync(join(import.meta.dirname, '../../../../../../bpmn/onboarding/onboarding.bpmn'), 'utf8');

async function changes(...swaps: [string | RegExp, string][]) {
  const after = swaps.reduce((xml, [from, to]) => {
    const next = xml.replace(from, to);
    if (next === xml) throw new Error(`nothing like ${from}`);
    return next;
  }, onboarding);
  return compareWorkflows(await read(onboarding), await read(after));
}

test('a workflow that is written otherwise but says the same has no changes', async () => {
  expect(await changes([/>\n +</g, '><'])).toEqual({ elements: [], moved: [] });
});

test('a changed property is told with its step, as it was and as it is', async () => {
  const property = /<camunda:property name="template" value="([^"]+)"/.exec(onboarding)!;
  const { elements } = await changes([property[0], '<camunda:property name="template" value="onboarding/other"']);
  expect(elements).toHaveLength(1);
  expect(elements[0]).toMatchObject({ kind: 'changed', topic: 'send-message', fields: [{ key: 'property', of: 'template', before: property[1], after: 'onboarding/other' }] });
});

test('a changed duration is told as the time of its step', async () => {
  const timer = /<bpmn:timeDuration[^>]*>([^<]+)</.exec(onboarding)!;
  const { elements } = await changes([timer[0], timer[0].replace(timer[1]!, 'P9D')]);
  expect(elements.map((one) => one.fields)).toEqual([[{ key: 'timer', of: undefined, before: timer[1], after: 'P9D' }]]);
});

test('what stands elsewhere has only moved', async () => {
  const bounds = /<dc:Bounds x="(\d+)"/.exec(onboarding)!;
  const { elements, moved } = await changes([bounds[0], `<dc:Bounds x="${Number(bounds[1]) + 7}"`]);
  expect(elements).toEqual([]);
  expect(moved).toHaveLength(1);
});

test('a new file is all new, a removed one all removed', async () => {
  const whole = await read(onboarding);
  const added = compareWorkflows(undefined, whole).elements;
  const removed = compareWorkflows(whole, undefined).elements;
  expect(added.length).toBeGreaterThan(10);
  expect(added.every((one) => one.kind === 'added')).toBe(true);
  expect(removed.map((one) => one.id).sort()).toEqual(added.map((one) => one.id).sort());
});
