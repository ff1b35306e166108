import './form.css';
import { SidePanel } from '../../ui/side-panel.js';
import type { Act, ActSubject } from './act.js';
import { ActForm } from './act-form.js';

interface ActDrawerProps {
  readonly act: Act;
  readonly subject: ActSubject;
  readonly onClose: () => void;
}

/** The form of an act beside the task, so that what is decided upon stays in sight. */
const ActDrawer = ({ act, subject, onClose }: ActDrawerProps) => {
  const holder = subject.ask?.agency.name ?? subject.part?.agency.name;
  return (
    <SidePanel
      title={act.title ?? act.label}
      onClose={onClose}
      about={
        <>
          {holder === undefined ? null : <strong>{holder}</strong>}
          <span className="clamp">{subject.task.title}</span>
        </>
      }
    >
      <ActForm act={act} subject={subject} onClose={onClose} />
    </SidePanel>
  );
};

export default ActDrawer;
