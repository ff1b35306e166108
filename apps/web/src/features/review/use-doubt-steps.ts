import { useEffect, useRef, useState } from 'react';
import { inReadingOrder, type Doubt } from './places.js';

const elementOf = (finding: number): HTMLElement | null => document.getElementById(`diem-${String(finding)}`);

/** The doubt in which the focus is, if it is in one. */
const focused = (): number | null => {
  const finding = document.activeElement?.closest('[data-doubt]')?.getAttribute('data-doubt') ?? null;
  return finding === null ? null : Number(finding);
};

/** Which doubt comes next: behind the one that has the focus (or had it, and is settled now), else the first. */
export const nextDoubt = (ordered: readonly Doubt[], current: number | null, direction: 1 | -1): Doubt | null => {
  const open = ordered.filter(({ settled }) => settled === null);
  if (open.length === 0) return null;
  const at = ordered.findIndex(({ finding }) => finding === current);
  if (at < 0) return (direction === 1 ? open[0] : open.at(-1)) ?? null;
  const behind = direction === 1 ? ordered.slice(at + 1) : ordered.slice(0, at).toReversed();
  const wrapped = direction === 1 ? ordered : ordered.toReversed();
  return [...behind, ...wrapped].find(({ settled }) => settled === null) ?? null;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

interface Keys {
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/**
 * Goes from doubt to doubt: F8 and Shift+F8, as the button does; Ctrl+Z and Ctrl+Y where nothing is being typed. When the doubt that
 * has the focus is settled, the next one takes it.
 */
export const useDoubtSteps = (doubts: readonly Doubt[], show: (doubt: Doubt) => void, { onUndo, onRedo }: Keys) => {
  const ordered = inReadingOrder(doubts);
  const last = useRef<number | null>(null);
  const [wanted, setWanted] = useState<{ readonly finding: number } | null>(null);
  const step = (direction: 1 | -1): void => {
    const next = nextDoubt(ordered, focused() ?? last.current, direction);
    if (next === null) return;
    last.current = next.finding;
    show(next);
    setWanted({ finding: next.finding });
  };

  // The tab that holds the doubt may have to be drawn first.
  useEffect(() => {
    if (wanted === null) return;
    const element = elementOf(wanted.finding);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'center' });
  }, [wanted]);

  // Settled under the focus: its element is gone, and the focus with it.
  const open = new Set(ordered.filter(({ settled }) => settled === null).map(({ finding }) => finding));
  const openBefore = useRef(open);
  useEffect(() => {
    const at = last.current;
    const isGone = at !== null && openBefore.current.has(at) && !open.has(at) && document.activeElement === document.body;
    openBefore.current = open;
    if (isGone) step(1);
  });

  useEffect(() => {
    const onFocus = (): void => {
      last.current = focused() ?? last.current;
    };
    const onKey = (event: KeyboardEvent): void => {
      const key = event.key.toLowerCase();
      if (event.key === 'F8') step(event.shiftKey ? -1 : 1);
      else if (event.ctrlKey && !isTyping(event.target) && key === 'z' && !event.shiftKey) onUndo();
      else if (event.ctrlKey && !isTyping(event.target) && (key === 'y' || (key === 'z' && event.shiftKey))) onRedo();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('focusin', onFocus);
    };
  });

  return { step };
};
