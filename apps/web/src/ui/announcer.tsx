import { useEffect, useSyncExternalStore } from 'react';
import { IconCheck, IconX } from '@tabler/icons-react';

interface Announcement {
  readonly text: string;
  readonly number: number;
}

let current: Announcement | null = null;
let count = 0;
const listeners = new Set<() => void>();

const show = (next: Announcement | null): void => {
  current = next;
  for (const listener of listeners) listener();
};

/** Says in a corner, and to screen readers, what has just been done. */
export const announce = (text: string): void => {
  count += 1;
  show({ text, number: count });
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const shownMilliseconds = 8_000;

export const Announcer = () => {
  const announcement = useSyncExternalStore(subscribe, () => current);
  useEffect(() => {
    if (announcement === null) return undefined;
    const timer = setTimeout(() => {
      show(null);
    }, shownMilliseconds);
    return () => {
      clearTimeout(timer);
    };
  }, [announcement]);
  return (
    <div className="announcer" role="status">
      {announcement === null ? null : (
        <div className="announcement" key={announcement.number}>
          <IconCheck size={18} aria-hidden />
          <span>{announcement.text}</span>
          <button
            type="button"
            aria-label="Đóng thông báo"
            onClick={() => {
              show(null);
            }}
          >
            <IconX size={16} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
};
