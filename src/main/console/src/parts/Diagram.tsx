import { Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Canvas {
  viewbox: () => { inner: { width: number; height: number } };
  resized: () => void;
  zoom: (how: string | number, centre?: string) => void;
  scrollToElement: (id: string, padding: number) => void;
  addMarker: (id: string, marker: string) => void;
  removeMarker: (id: string, marker: string) => void;
}
interface Overlays {
  add: (id: string, what: { position: Record<string, number>; html: HTMLElement }) => void;
  clear: () => void;
}
interface Registry {
  get: (id: string) => object | undefined;
  filter: (matches: (element: { id: string; type: string }) => boolean) => { id: string }[];
}
/** Where a journey begins, to show when no member stands anywhere. */
function start(registry: Registry): string | undefined {
  return registry.filter((element) => element.type === 'bpmn:StartEvent')[0]?.id;
}
interface Viewer {
  importXML: (xml: string) => Promise<unknown>;
  get: (name: string) => unknown;
  destroy: () => void;
}

/** As high as the drawing needs, within reason. */
export function fit(canvas: Canvas, place: HTMLElement, here?: string) {
  const { inner } = canvas.viewbox();
  const whole = Math.min(1.1, (place.clientWidth - 40) / Math.max(1, inner.width));
  const readable = Math.max(whole, 0.55);
  place.style.height = `${Math.round(Math.min(460, Math.max(170, inner.height * readable + 80)))}px`;
  canvas.resized();
  canvas.zoom('fit-viewport', 'auto');
  // On a narrow screen one sees a part, at a size that can be read, and drags to the rest.
  if (whole < readable) {
    canvas.zoom(readable);
    if (here) canvas.scrollToElement(here, 60);
  }
}

/** A journey's diagram with its tokens: how many members stand at which step. */
export function Diagram({ xml, tokens = {}, past = [], label }: { xml: string; tokens?: Record<string, number>; past?: string[]; label: string }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<Viewer>();
  const [failed, setFailed] = useState(false);
  const first = useRef(tokens);
  useEffect(() => {
    let gone = false;
    let made: Viewer | undefined;
    void (async () => {
      try {
        const { NavigatedViewer } = await import('./viewer');
        if (gone || !place.current) return;
        made = new NavigatedViewer({ container: place.current }) as unknown as Viewer;
        await made.importXML(xml);
        if (gone) return;
        const registry = made.get('elementRegistry') as Registry;
        const here = Object.entries(first.current).find(([id, count]) => count && registry.get(id))?.[0];
        fit(made.get('canvas') as Canvas, place.current, here ?? start(registry));
        setViewer(made);
      } catch {
        if (!gone) setFailed(true);
      }
    })();
    return () => {
      gone = true;
      setViewer(undefined);
      made?.destroy();
    };
  }, [xml]);

  const state = JSON.stringify([tokens, past]);
  useEffect(() => {
    if (!viewer) return;
    const canvas = viewer.get('canvas') as Canvas;
    const overlays = viewer.get('overlays') as Overlays;
    const registry = viewer.get('elementRegistry') as Registry;
    overlays.clear();
    const [standing, gone] = JSON.parse(state) as [Record<string, number>, string[]];
    const marked: [string, string][] = [];
    for (const id of gone) {
      if (!registry.get(id) || standing[id]) continue;
      canvas.addMarker(id, 'past');
      marked.push([id, 'past']);
    }
    for (const [id, count] of Object.entries(standing)) {
      if (!count || !registry.get(id)) continue;
      canvas.addMarker(id, 'here');
      marked.push([id, 'here']);
      const token = document.createElement('span');
      token.className = 'token';
      token.textContent = String(count);
      overlays.add(id, { position: { top: -14, left: -10 }, html: token });
    }
    return () => marked.forEach(([id, marker]) => registry.get(id) && canvas.removeMarker(id, marker));
  }, [viewer, state]);

  return (
    <div className="diagram" ref={place} role="group" aria-label={label}>
      {!viewer && !failed && <Skeleton.Node active style={{ width: '100%', height: '100%', position: 'absolute' }} />}
      {failed && <div className="empty">{t('journeys.diagramFailed')}</div>}
    </div>
  );
}
