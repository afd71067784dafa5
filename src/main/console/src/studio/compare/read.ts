import { BpmnModdle } from 'bpmn-moddle';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import type { Moddle } from '../workflow/modeler';

/** A workflow's elements, without drawing them; nothing where there is no workflow. */
export async function read(xml: string): Promise<Moddle | undefined> {
  if (!xml.trim()) return undefined;
  return (await new BpmnModdle({ camunda }).fromXML(xml)).rootElement as unknown as Moddle;
}
