import { useEffect } from 'react';

const openLines = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.amendment-line[data-confirmed="false"]')];

const isBehind = (line: HTMLElement, current: Element): boolean =>
  (current.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** The open line behind the one that has the focus (or before it), else the first (or last). */
const nextLine = (direction: 1 | -1): HTMLElement | undefined => {
  const lines = direction === 1 ? openLines() : openLines().toReversed();
  const current = document.activeElement?.closest('.amendment-line') ?? null;
  if (current === null) return lines[0];
  return lines.find((line) => line !== current && isBehind(line, current) === (direction === 1)) ?? lines[0];
};

export const stepToLine = (direction: 1 | -1): void => {
  const line = nextLine(direction);
  // What is to be done with a line is said by its box; one that cannot be confirmed has the focus itself.
  (line?.querySelector<HTMLElement>('input[data-confirm]:not(:disabled)') ?? line)?.focus({ preventScroll: true });
  line?.scrollIntoView({ block: 'center' });
};

/** F8 and Shift+F8 go from line to line that is still to be confirmed, as in the review of a draft. */
export const useLineSteps = (): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      stepToLine(event.shiftKey ? -1 : 1);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
};
