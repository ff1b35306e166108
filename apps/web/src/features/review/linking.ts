import { useEffect, type RefObject } from 'react';

/** Fields of the draft carry `data-places`, cells and lines of the document `data-keys`: words parted by spaces that both sides share. */
const wordsOf = (element: Element, name: 'places' | 'keys'): readonly string[] =>
  (element.getAttribute(`data-${name}`) ?? '').split(' ').filter((word) => word !== '');

const selectorOf = (name: 'places' | 'keys', words: readonly string[]): string =>
  words.map((word) => `[data-${name}~="${CSS.escape(word)}"]`).join(',');

/** What stands on the other side of the element under the pointer or the focus. */
const othersOf = (root: Element, target: Element): readonly Element[] => {
  const field = target.closest('[data-places]');
  const cell = target.closest('[data-keys]');
  const selector =
    field !== null ? selectorOf('keys', wordsOf(field, 'places')) : cell !== null ? selectorOf('places', wordsOf(cell, 'keys')) : '';
  return selector === '' ? [] : [...root.querySelectorAll(selector)];
};

const ownOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest('[data-places],[data-keys]') : null;

/** Brings an element into view within its own pane: the page itself stays, or what is being pressed would move away under the pointer. */
const revealWithin = (pane: Element, element: Element): void => {
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.top < outer.top) pane.scrollTop -= outer.top - inner.top + outer.height / 3;
  else if (inner.bottom > outer.bottom) pane.scrollTop += inner.bottom - outer.bottom + outer.height / 3;
};

/**
 * Marks what belongs together on both sides while the pointer or the focus is on one of them, and brings the other side into view
 * when a field takes the focus or a cell is pressed. Marks are set on the elements themselves: a draft has thousands of them.
 */
export const useLinking = (root: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const container = root.current;
    if (container === null) return undefined;
    let marked: readonly Element[] = [];
    let under: Element | null = null;
    const mark = (own: Element | null): readonly Element[] => {
      const others = own === null ? [] : othersOf(container, own);
      const next = own === null ? [] : [own, ...others];
      for (const element of marked) if (!next.includes(element)) element.removeAttribute('data-linked');
      for (const element of next) element.setAttribute('data-linked', 'true');
      marked = next;
      return others;
    };
    // Moves of the pointer alone: what scrolls under a pointer at rest was not pointed at.
    const onPointer = (event: Event): void => {
      const own = ownOf(event.target);
      if (own !== under) mark(own);
      under = own;
    };
    const onFocus = (event: FocusEvent): void => {
      const [cell] = mark(ownOf(event.target)).filter((element) => element.hasAttribute('data-keys'));
      const pane = cell?.closest('.review-source');
      if (cell !== undefined && pane instanceof Element) revealWithin(pane, cell);
    };
    const onClick = (event: MouseEvent): void => {
      const own = ownOf(event.target);
      if (own?.hasAttribute('data-keys') !== true) return;
      const field = mark(own).find((element) => element instanceof HTMLButtonElement) ?? null;
      if (!(field instanceof HTMLElement)) return;
      field.scrollIntoView({ block: 'center' });
      field.focus({ preventScroll: true });
    };
    container.addEventListener('pointermove', onPointer);
    container.addEventListener('focusin', onFocus);
    container.addEventListener('click', onClick);
    return () => {
      container.removeEventListener('pointermove', onPointer);
      container.removeEventListener('focusin', onFocus);
      container.removeEventListener('click', onClick);
    };
  }, [root]);
};
