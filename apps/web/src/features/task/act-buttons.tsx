import { Link } from '@tanstack/react-router';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { Act } from '../acts/act.js';
import { actsAmong, isAskVerb } from '../acts/catalogue.js';

interface ActButtonsProps {
  readonly verbs: readonly string[];
  /** The part the acts are about; null for the whole task. */
  readonly part: string | null;
  readonly label?: string;
}

const shownAtOnce = 4;

const searchOf = (act: Act, part: string | null) => ({ viec: act.verb, ...(part === null ? {} : { luot: part }) });

/** The acts allowed now, the likeliest as buttons and the others in a menu; each opens its form by an address. */
export const ActButtons = ({ verbs, part, label }: ActButtonsProps) => {
  const acts = actsAmong(verbs).filter((act) => !isAskVerb(act.verb));
  if (acts.length === 0) return null;
  const first = acts.length <= shownAtOnce + 1 ? acts : acts.slice(0, shownAtOnce);
  const others = acts.slice(first.length);
  return (
    <div className="row act-buttons no-print" role="group" aria-label={label ?? 'Việc có thể làm'}>
      {first.map((act, index) => (
        <Button
          key={act.verb}
          size="sm"
          variant={index === 0 && part !== null ? 'filled' : 'default'}
          renderRoot={(props) => (
            <Link {...props} from="/nhiem-vu/$id" to="." search={(old) => ({ ...old, ...searchOf(act, part) })} resetScroll={false} />
          )}
        >
          {act.label}
        </Button>
      ))}
      {others.length === 0 ? null : (
        <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button size="sm" variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
              Việc khác
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((act) => (
              <Menu.Item
                key={act.verb}
                renderRoot={(props) => (
                  <Link {...props} from="/nhiem-vu/$id" to="." search={(old) => ({ ...old, ...searchOf(act, part) })} resetScroll={false} />
                )}
              >
                {act.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
};
