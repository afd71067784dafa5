import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import { fit } from '../../parts/Diagram';
import type { Diagram, Element } from '../workflow/modeler';

export type Mark = 'added' | 'removed' | 'changed';

export const signs: Record<Mark, string> = { added: '+', removed: '−', changed: '≠' };

interface Props {
  xml: string;
  label: string;
  marks: ReadonlyMap<string, Mark>;
  /** How many remarks at each element are not settled. */
  remarks: ReadonlyMap<string, number>;
  chosen?: string;
  choose: (id: string) => void;
}

/** One version of a workflow, with what differs marked on it by colour and sign. */
export function Drawing({ xml, label, marks, remarks, chosen, choose }: Props) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ viewer: Diagram; xml: string }>();
  // One that shows another text is on its way out, and gone already where that text changed together with the marks.
  const viewer = drawn?.xml === xml ? drawn.viewer : undefined;
  const [broken, setBroken] = useState(false);
  const tell = useRef(choose);
  tell.current = choose;
  useEffect(() => {
    let gone = false;
    let made: Diagram | undefined;
    setBroken(false);
    void (async () => {
      try {
        const { NavigatedViewer } = await import('../../parts/viewer');
        if (gone || !place.current) return;
        made = new NavigatedViewer({ container: place.current, moddleExtensions: { camunda } }) as unknown as Diagram;
        await made.importXML(xml);
        if (gone) return;
        fit(made.get('canvas'), place.current, [...marks.keys()].find((id) => made!.get('elementRegistry').get(id)));
        made.on('element.click', ({ element }: { element: Element }) => element.parent && tell.current((element.labelTarget ?? element).id));
        setDrawn({ viewer: made, xml });
      } catch {
        if (!gone) setBroken(true);
      }
    })();
    return () => {
      gone = true;
      setDrawn(undefined);
      made?.destroy();
    };
    // The marks are there when the drawing is; where one looks first depends on nothing later.
  }, [xml]);

  useEffect(() => {
    if (!viewer) return undefined;
    const canvas = viewer.get('canvas');
    const overlays = viewer.get('overlays');
    const registry = viewer.get('elementRegistry');
    const known = [...marks].filter(([id]) => registry.get(id)?.parent);
    for (const [id, mark] of known) {
      canvas.addMarker(id, `is-${mark}`);
      if (!(registry.get(id) as Element).waypoints) overlays.add(id, 'compared', { position: { top: -11, right: 11 }, html: badge(`compare-sign ${mark}`, signs[mark]) });
    }
    for (const [id, count] of remarks) {
      const element = registry.get(id) as Element | undefined;
      if (element?.parent && count > 0) overlays.add(id, 'compared', { position: element.waypoints ? { top: 0, left: 0 } : { bottom: 11, right: 11 }, html: badge('compare-sign said', `“${count}”`) });
    }
    return () => {
      try {
        overlays.remove({ type: 'compared' });
        for (const [id, mark] of known) if (registry.get(id)) canvas.removeMarker(id, `is-${mark}`);
      } catch {
        // The drawing is gone already.
      }
    };
  }, [viewer, marks, remarks]);

  useEffect(() => {
    const element = chosen && viewer ? (viewer.get('elementRegistry').get(chosen) as Element | undefined) : undefined;
    if (!viewer || !element?.parent) return undefined;
    const canvas = viewer.get('canvas');
    canvas.addMarker(element.id, 'is-chosen');
    canvas.scrollToElement(element, 60);
    return () => {
      if (viewer.get('elementRegistry').get(element.id)) canvas.removeMarker(element.id, 'is-chosen');
    };
  }, [viewer, chosen]);

  return <div className="diagram compared" ref={place} role="group" aria-label={label}>{broken && <div className="empty">{t('compare.diagram.broken')}</div>}</div>;
}

function badge(className: string, text: string): HTMLElement {
  const made = document.createElement('span');
  made.className = className;
  made.textContent = text;
  return made;
}
