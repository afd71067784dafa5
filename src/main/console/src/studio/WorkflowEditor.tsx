import { App, Button, Segmented, Select, Skeleton, Tabs, Tooltip } from 'antd';
import { DeleteOutlined, ExpandOutlined, MinusOutlined, PlusOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { useContext, useEffect, useMemo, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { EditorView } from '@codemirror/view';
import { api, part } from '../api/client';
import { useGet } from '../api/hooks';
import { useText } from '../i18n';
import { lasting } from '../parts/moments';
import { useCalm } from './calm';
import { drafted, testOf, useOthers, type DraftPart } from './files';
import { AtLine, findingsOf, isError, type EditorProps, type Finding } from './findings';
import { useLanguage } from './PlainEditor';
import { Problems } from './Problems';
import { TestResult, type TestRun } from './rule/panels';
import { goTo, TextEditor } from './TextEditor';
import { blocksOf, heat, stepOf, type Blocks } from './workflow/blocks';
import { make, processOf, put, type Piece } from './workflow/change';
import { draw, type Diagram, type Element } from './workflow/modeler';
import { Properties } from './workflow/Properties';

interface Step {
  element: string;
  tokens: number;
  visits: number;
  averageSeconds?: number | null;
}

const never: never[] = [];

/** A workflow drawn from building blocks in plain words; its problems and how it goes stand on the diagram. */
export default function WorkflowEditor({ path, text, onChange, findings: found, readOnly, draft }: EditorProps) {
  const { t, i18n } = useTranslation();
  const say = useText();
  const { message } = App.useApp();
  const place = useRef<HTMLDivElement>(null);
  const [diagram, setDiagram] = useState<Diagram>();
  const [broken, setBroken] = useState(false);
  const [asXml, setAsXml] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [, setTurn] = useState(0);
  const line = useContext(AtLine);
  const drawn = useRef<string>(undefined);
  const told = useRef<string[]>([]);
  const tell = useRef(onChange);
  tell.current = onChange;
  const view = useRef<EditorView>(null);
  const xmlLanguage = useLanguage(path);
  const api_ = useGet<Blocks>('/building-blocks');
  const blocks = useMemo(() => (api_.data ? blocksOf(api_.data) : []), [api_.data]);

  const others = useOthers(draft, path);
  const question = readOnly ? undefined : JSON.stringify({ files: [...others, drafted(path, text)] });
  const check = useCalm(question, (body) => api.post<{ findings: Finding[] }>('/journeys/checks', JSON.parse(body)), 500);
  const findings = useMemo(() => {
    if (!check.data) return findingsOf(path, found);
    const mine = findingsOf(path, check.data.findings);
    // What the whole draft's check says beyond the drawing: links to rules and templates.
    const said = new Set(mine.map((one) => say(one.text ?? one.message)));
    return check.about === question ? [...mine, ...findingsOf(path, found).filter((one) => !isError(one) && !said.has(one.message))] : mine;
  }, [check.data, check.about, question, found, path, say]);

  useEffect(() => {
    if (asXml || !place.current) return undefined;
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const made = draw(place.current, { readOnly: !!readOnly, language: i18n.language });
    made.on('selection.changed', ({ newSelection }: { newSelection: Element[] }) => setChosen(newSelection.length === 1 ? (newSelection[0]!.labelTarget ?? newSelection[0]!).id : undefined));
    made.on('elements.changed', () => setTurn((turn) => turn + 1));
    made.on('commandStack.changed', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void save(), 200);
      setTurn((turn) => turn + 1);
    });
    async function save() {
      if (gone) return;
      const { xml } = await made.saveXML({ format: true });
      if (gone || !xml || xml === drawn.current) return;
      drawn.current = xml;
      told.current = [...told.current.slice(-9), xml];
      tell.current(xml);
    }
    setDiagram(made);
    return () => {
      gone = true;
      clearTimeout(timer);
      setDiagram(undefined);
      setChosen(undefined);
      drawn.current = undefined;
      told.current = [];
      made.destroy();
    };
  }, [asXml, readOnly, i18n.language]);

  useEffect(() => {
    // What comes back may be what was drawn a moment ago, when more has been drawn since.
    if (!diagram || text === drawn.current || told.current.includes(text)) return undefined;
    told.current = [];
    let gone = false;
    const first = drawn.current === undefined;
    drawn.current = text;
    void diagram.importXML(text).then(
      () => {
        if (gone) return;
        setBroken(false);
        if (first) fit(diagram);
        if (first && line > 0) begin(diagram, line, text);
        setTurn((turn) => turn + 1);
      },
      () => !gone && setBroken(true),
    );
    return () => {
      gone = true;
    };
  }, [diagram, text]);

  const registry = diagram?.get('elementRegistry') as { get: (id: string) => Element | undefined; filter: (keep: (one: Element) => boolean) => Element[] } | undefined;
  const steps = diagram && !broken ? (registry?.filter((one) => /^bpmn:/.test(one.type) && !one.labelTarget && !!one.parent && !/^bpmn:(Process|Collaboration|Association|TextAnnotation)$/.test(one.type)) ?? []) : [];
  // Before the first import there is a root that stands for nothing.
  const base = diagram && !broken ? processOf(diagram) : undefined;
  const root = base?.businessObject ? base : undefined;
  const element = (chosen !== undefined ? registry?.get(chosen) : undefined) ?? root;
  const known = (id: string) => !!registry?.get(id);
  const placed = useMemo(() => findings.map((one) => ({ finding: one, step: stepOf(one, text, known) })), [findings, text, diagram, steps.length]);
  const key = root?.businessObject.$type === 'bpmn:Process' ? root.businessObject.id : undefined;

  useMarks(diagram, placed, steps.length);
  const [warmth, setWarmth] = useState('none');
  const [present, setPresent] = useState(true);
  useHeat(diagram, warmth === 'none' || !key ? undefined : key, warmth, steps.length, i18n.language, setPresent);

  const [way, setWay] = useState<string[]>();
  useWay(diagram, way, steps.length);

  function jump(one: Finding) {
    if (asXml) return goTo(view.current, one.line);
    const id = placed.find((each) => each.finding === one)?.step;
    const at = id ? registry?.get(id) : undefined;
    if (diagram && at) choose(diagram, at);
  }

  function add(piece: Piece) {
    if (!diagram || broken) return;
    try {
      put(diagram, piece);
    } catch {
      void message.info(t('editor.chooseStep'));
    }
  }

  const pieces: { label: string; piece: Piece }[] = [
    { label: t('editor.elements.startEvent'), piece: { type: 'bpmn:StartEvent', name: 'Begun', label: '开始 Begun' } },
    { label: t('editor.elements.wait'), piece: { type: 'bpmn:IntermediateCatchEvent', name: 'Later', label: '一天后 After one day', timer: 'P1D' } },
    { label: t('editor.elements.timeout'), piece: { type: 'bpmn:BoundaryEvent', name: 'Late', label: '三天后 After three days', timer: 'P3D' } },
    { label: t('editor.elements.userTask'), piece: { type: 'bpmn:UserTask', name: 'Help', label: '请人处理 Ask a person' } },
    { label: t('editor.elements.exclusive'), piece: { type: 'bpmn:ExclusiveGateway', name: 'Which', label: '哪一种 Which one?' } },
    { label: t('editor.elements.parallel'), piece: { type: 'bpmn:ParallelGateway', name: 'Both', label: '同时 Both' } },
    { label: t('editor.elements.endEvent'), piece: { type: 'bpmn:EndEvent', name: 'Ended', label: '结束 Ended' } },
  ];

  const act = (name: string, more?: object) => diagram?.get('editorActions')?.trigger(name, more);
  return (
    <div className="editor-sides workflow">
      <div className="editor-main">
        <div className="row between" style={{ marginBottom: 8 }}>
          <Segmented size="small" value={asXml ? 'xml' : 'diagram'} onChange={(value) => setAsXml(value === 'xml')} options={[{ value: 'diagram', label: t('editor.asDiagram') }, { value: 'xml', label: t('editor.asXml') }]} />
          {!asXml && (
            <div className="row" role="toolbar" aria-label={t('editor.tools')}>
              {key && <Select size="small" style={{ minWidth: 120 }} aria-label={t('editor.heat')} value={warmth} onChange={setWarmth} options={['none', 'visits', 'time', 'now'].map((value) => ({ value, label: value === 'none' ? `${t('editor.heat')}: ${t('editor.heat_none')}` : t(`editor.heat_${value}`) }))} />}
              {!readOnly && <Tool label={t('editor.undo')} icon={<UndoOutlined />} onClick={() => act('undo')} />}
              {!readOnly && <Tool label={t('editor.redo')} icon={<RedoOutlined />} onClick={() => act('redo')} />}
              {!readOnly && <Tool label={t('editor.deleteStep')} icon={<DeleteOutlined />} onClick={() => act('removeSelection')} />}
              <Tool label={t('editor.zoomOut')} icon={<MinusOutlined />} onClick={() => diagram?.get('zoomScroll').stepZoom(-1)} />
              <Tool label={t('editor.zoomIn')} icon={<PlusOutlined />} onClick={() => diagram?.get('zoomScroll').stepZoom(1)} />
              <Tool label={t('editor.fit')} icon={<ExpandOutlined />} onClick={() => diagram && fit(diagram)} />
            </div>
          )}
        </div>
        {asXml ? (
          <div className="editor-fill"><TextEditor label={path} text={text} onChange={onChange} findings={findings} readOnly={readOnly} extensions={xmlLanguage} whenReady={(editor) => (view.current = editor)} /></div>
        ) : (
          <div className="diagram drawing" ref={place} role="application" aria-label={t('editor.diagram')}>
            {!diagram && <Skeleton.Node active style={{ width: '100%', height: '100%', position: 'absolute' }} />}
            {broken && <div className="empty undrawn" role="alert">{t('editor.diagramBroken')}</div>}
          </div>
        )}
        {warmth !== 'none' && !asXml && <p className="quiet small" style={{ margin: '6px 0 0' }}>{present ? t('editor.heatLegend') : t('runs.empty')}</p>}
        <Problems findings={findings} checking={check.asking} problem={check.problem} jump={jump} />
      </div>
      {!asXml && (
        <aside className="editor-side panel" aria-label={t('editor.side')}>
          <Tabs
            size="small"
            items={[
              {
                key: 'properties',
                label: t('editor.properties'),
                children: diagram && element && !broken && (
                  <div className="stack">
                    <Select size="small" showSearch={{ optionFilterProp: 'label' }} style={{ width: '100%' }} aria-label={t('editor.chooseStep')} value={element.id} onChange={(id: string) => { const at = registry?.get(id); if (at === root) diagram.get('selection').select([]); else if (at) choose(diagram, at); }} options={[...(root ? [{ value: root.id, label: t('editor.process') }] : []), ...steps.map((one) => ({ value: one.id, label: say((one.businessObject.name as string | undefined) ?? '') || (one.type === 'bpmn:SequenceFlow' ? `${name(one.businessObject.sourceRef, say)} → ${name(one.businessObject.targetRef, say)}` : one.id) }))]} />
                    <Properties diagram={diagram} element={element} blocks={blocks} readOnly={readOnly} />
                  </div>
                ),
              },
              {
                key: 'tests',
                label: t('editor.tests'),
                children: (
                  <div className="stack">
                    {way && <Button size="small" onClick={() => setWay(undefined)}>{t('editor.hideWay')}</Button>}
                    <Played path={path} files={[...others, drafted(path, text)]} ready={!findings.some(isError)} show={setWay} />
                  </div>
                ),
              },
              ...(readOnly ? never : [{
                key: 'palette',
                label: t('editor.palette'),
                children: (
                  <div>
                    <p className="quiet small">{t('editor.paletteText')}</p>
                    {[...pieces, ...blocks.map((block) => ({ label: say(block.name), piece: { block } as Piece }))].map((one) => (
                      <button key={one.label} type="button" className="pick step" onClick={() => add(one.piece)} draggable onDragStart={(event) => drag(event, diagram, one.piece)}>{one.label}</button>
                    ))}
                  </div>
                ),
              }]),
            ]}
          />
        </aside>
      )}
    </div>
  );
}

function name(of: { id: string; name?: string } | undefined, say: (text: string) => string): string {
  return of ? say(of.name ?? '') || of.id : '?';
}

/** The scenarios beside the workflow, played in virtual time whenever it changes and can be played. */
function Played({ path, files, ready, show }: { path: string; files: DraftPart[]; ready: boolean; show: (visited: string[] | undefined) => void }) {
  const run = useCalm(ready ? JSON.stringify({ files, workflow: path }) : undefined, (body) => api.post<TestRun>('/journeys/test-runs', JSON.parse(body)), 1200);
  return <TestResult run={run} test={testOf(path)} show={show} ready={ready} />;
}

/** The steps that a scenario passed through, as on the pages of runs. */
function useWay(diagram: Diagram | undefined, way: string[] | undefined, steps: number) {
  useEffect(() => {
    if (!diagram || !way || steps === 0) return undefined;
    const canvas = diagram.get('canvas');
    const known = way.filter((id) => diagram.get('elementRegistry').get(id));
    known.forEach((id) => canvas.addMarker(id, 'past'));
    return () => {
      for (const id of known) if (diagram.get('elementRegistry').get(id)) canvas.removeMarker(id, 'past');
    };
  }, [diagram, way, steps]);
}

/** Pulled off its button, a step hangs on the pointer until it is put down. */
function drag(event: DragEvent, diagram: Diagram | undefined, piece: Piece) {
  event.preventDefault();
  diagram?.get('create').start(event.nativeEvent, make(diagram, piece));
}

function Tool({ label, icon, onClick }: { label: string; icon: React.ReactNode; onClick: () => void }) {
  return <Tooltip title={label}><Button size="small" icon={icon} aria-label={label} onClick={onClick} /></Tooltip>;
}

function fit(diagram: Diagram) {
  const canvas = diagram.get('canvas');
  canvas.resized();
  canvas.zoom('fit-viewport', 'auto');
  const start = diagram.get('elementRegistry').filter((one: Element) => one.type === 'bpmn:StartEvent')[0] as Element | undefined;
  if (canvas.zoom() < 0.5) {
    canvas.zoom(0.6);
    if (start) canvas.scrollToElement(start, 60);
  }
}

/** At the step that a line is about. */
function begin(diagram: Diagram, line: number, xml: string) {
  const registry = diagram.get('elementRegistry');
  const id = stepOf({ severity: '', file: '', line, message: '' }, xml, (one) => !!registry.get(one));
  if (!id) return;
  choose(diagram, registry.get(id) as Element);
  diagram.get('canvas').focus();
}

function choose(diagram: Diagram, element: Element) {
  diagram.get('selection').select(element);
  diagram.get('canvas').scrollToElement(element, 80);
}

/** Problems on the diagram: a sign at the step, with what is wrong under the pointer. */
function useMarks(diagram: Diagram | undefined, placed: { finding: Finding; step?: string }[], steps: number) {
  const say = useText();
  useEffect(() => {
    if (!diagram || steps === 0) return undefined;
    const overlays = diagram.get('overlays');
    const canvas = diagram.get('canvas');
    const by = new Map<string, Finding[]>();
    for (const one of placed) if (one.step && diagram.get('elementRegistry').get(one.step)?.parent) by.set(one.step, [...(by.get(one.step) ?? []), one.finding]);
    const kept: [string, string, string][] = [];
    for (const [id, found] of by) {
      const bad = found.some(isError);
      const sign = document.createElement('span');
      sign.className = `problem-sign${bad ? ' bad' : ''}`;
      sign.textContent = '!';
      sign.title = found.map((one) => say(one.text ?? one.message)).join('\n');
      const element = diagram.get('elementRegistry').get(id) as Element;
      const marker = bad ? 'has-error' : 'has-warning';
      kept.push([overlays.add(id, { position: element.waypoints ? { top: -10, left: 0 } : { top: -11, right: 11 }, html: sign }) as string, id, marker]);
      canvas.addMarker(id, marker);
    }
    return () => {
      for (const [overlay, id, marker] of kept) {
        try {
          overlays.remove(overlay);
          if (diagram.get('elementRegistry').get(id)) canvas.removeMarker(id, marker);
        } catch {
          // The diagram is gone already.
        }
      }
    };
  }, [diagram, placed, steps, say]);
}

/** How often members came by each step, how long they stayed, or where they stand now. */
function useHeat(diagram: Diagram | undefined, journey: string | undefined, what: string, steps: number, language: string, tell: (present: boolean) => void) {
  const statistics = useGet<{ steps: Step[] }>(`/journeys/${part(journey ?? '')}/statistics`, {}, { enabled: !!journey, live: 10_000 });
  const data = journey ? statistics.data : undefined;
  const missing = !!journey && !!statistics.error;
  useEffect(() => tell(!missing && !(data && data.steps.every((one) => !one.visits && !one.tokens))), [data, missing, tell]);
  useEffect(() => {
    if (!diagram || !data || steps === 0) return undefined;
    const overlays = diagram.get('overlays');
    const canvas = diagram.get('canvas');
    const registry = diagram.get('elementRegistry');
    const value = (step: Step) => (what === 'visits' ? step.visits : what === 'now' ? step.tokens : (step.averageSeconds ?? 0));
    const most = Math.max(0, ...data.steps.map(value));
    const kept: [string, string, string][] = [];
    for (const step of data.steps) {
      const degree = heat(value(step), most);
      if (degree === 0 || !registry.get(step.element)) continue;
      const token = document.createElement('span');
      token.className = 'token';
      token.textContent = what === 'time' ? lasting(step.averageSeconds, language) : String(value(step));
      kept.push([overlays.add(step.element, { position: { bottom: 10, left: 8 }, html: token }) as string, step.element, `heat-${degree}`]);
      canvas.addMarker(step.element, `heat-${degree}`);
    }
    return () => {
      for (const [overlay, id, marker] of kept) {
        try {
          overlays.remove(overlay);
          if (registry.get(id)) canvas.removeMarker(id, marker);
        } catch {
          // The diagram is gone already.
        }
      }
    };
  }, [diagram, data, what, steps, language]);
}
