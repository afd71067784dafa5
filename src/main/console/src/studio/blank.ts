/** What a new file begins with: a drawing needs a process, a test its scenarios; anything else begins empty. */
export function blank(path: string): string {
  const key = /^bpmn\/(?:[^/]+\/)*([a-z][A-Za-z0-9-]*)\.bpmn$/.exec(path)?.[1];
  if (key) return drawing(key);
  if (/^bpmn\/.+\.test\.yaml$/.test(path)) return 'scenarios:\n  - name: 一位成员走到最后 a member goes all the way\n    steps:\n      - wait: P30D\n';
  return '';
}

/** A process with its start, to which everything else is added. */
function drawing(key: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions_${key}" targetNamespace="https://hearth.invalid/bpmn">
  <bpmn:process id="${key}" name="${key}" isExecutable="true" camunda:historyTimeToLive="P180D">
    <bpmn:startEvent id="startEvent_Begun" name="开始 Begun" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram_${key}">
    <bpmndi:BPMNPlane id="plane_${key}" bpmnElement="${key}">
      <bpmndi:BPMNShape id="shape_startEvent_Begun" bpmnElement="startEvent_Begun">
        <dc:Bounds x="160" y="160" width="36" height="36" />
        <bpmndi:BPMNLabel><dc:Bounds x="150" y="203" width="56" height="14" /></bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}
