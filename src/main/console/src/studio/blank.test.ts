import { describe, expect, it } from 'vitest';
import { blank } from './blank';

describe('a new file', () => {
  it('is a drawing named after the file, with a start', () => {
    const text = blank('bpmn/walks/first-walk.bpmn');
    expect(text).toContain('<bpmn:process id="first-walk"');
    expect(text.match(/bpmnElement="([^"]+)"/g)).toEqual(['bpmnElement="first-walk"', 'bpmnElement="startEvent_Begun"']);
  });

  it('is a test with a scenario beside a workflow, and empty elsewhere', () => {
    expect(blank('bpmn/walks/first-walk.test.yaml')).toContain('scenarios:');
    expect(blank('rules/rewards/tour.dslr')).toBe('');
  });
});
