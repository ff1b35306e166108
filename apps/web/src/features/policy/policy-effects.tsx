import { Link } from '@tanstack/react-router';
import type { PolicyEffectsView } from '#contracts';
import { formatInstant, formatNumber } from '../../words/dates.js';

type Changed = PolicyEffectsView['first'][number];

const about = ({ ordinal, title }: Changed): string => (ordinal === null ? title : `${ordinal}. ${title}`);

const Subject = ({ changed }: { readonly changed: Changed }) =>
  changed.kind === 'task' ? (
    <Link to="/nhiem-vu/$id" params={{ id: changed.id }}>
      {about(changed)}
    </Link>
  ) : (
    <>
      {about(changed)} <span className="soft">(chỉ tiêu)</span>
    </>
  );

const KINDS = [
  ['added', 'Thêm'],
  ['removed', 'Bỏ'],
  ['moved', 'Dời'],
  ['unchanged', 'Giữ nguyên'],
] as const;

const ByRule = ({ byRule }: Pick<PolicyEffectsView, 'byRule'>) => (
  <div className="table-frame">
    <table className="plain cards-when-narrow">
      <caption className="visually-hidden">Thay đổi theo lần nhắc</caption>
      <thead>
        <tr>
          <th scope="col">Lần nhắc</th>
          {KINDS.map(([kind, label]) => (
            <th key={kind} scope="col" className="number">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {byRule.map((counts) => (
          <tr key={counts.rule}>
            <td data-label="Lần nhắc">{counts.rule}</td>
            {KINDS.map(([kind, label]) => (
              <td key={kind} data-label={label} className="number">
                {formatNumber(counts[kind])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const First = ({ effects }: { readonly effects: PolicyEffectsView }) => {
  const changed = effects.added + effects.removed + effects.moved;
  return (
    <details open={changed <= 20}>
      <summary>
        {changed > effects.first.length
          ? `${formatNumber(effects.first.length)} lượt nhắc thay đổi sớm nhất, trong ${formatNumber(changed)}`
          : `${formatNumber(changed)} lượt nhắc thay đổi`}
      </summary>
      <div className="table-frame">
        <table className="plain cards-when-narrow">
          <caption className="visually-hidden">Lượt nhắc thay đổi</caption>
          <thead>
            <tr>
              <th scope="col">Nhiệm vụ, chỉ tiêu</th>
              <th scope="col">Nơi nhận</th>
              <th scope="col">Lần nhắc</th>
              <th scope="col">Đang dự kiến</th>
              <th scope="col">Sẽ là</th>
            </tr>
          </thead>
          <tbody>
            {effects.first.map((one) => (
              <tr key={`${one.id} ${one.agency.id} ${one.seat} ${one.rule} ${one.from ?? ''} ${one.to ?? ''}`}>
                <td data-label="Nhiệm vụ, chỉ tiêu">
                  <Subject changed={one} />
                </td>
                <td data-label="Nơi nhận">
                  {one.agency.name} <span className="soft">({one.seatLabel})</span>
                </td>
                <td data-label="Lần nhắc">{one.rule}</td>
                <td data-label="Đang dự kiến">{one.from === null ? 'không có' : formatInstant(one.from)}</td>
                <td data-label="Sẽ là">{one.to === null ? 'không gửi' : formatInstant(one.to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};

/** What a policy would change in the coming days: in all, by rule, and the first reminders one by one. */
export const PolicyEffects = ({ effects }: { readonly effects: PolicyEffectsView }) => {
  const { days, added, removed, moved, unchanged } = effects;
  return (
    <>
      <p>
        Trong {formatNumber(days)} ngày tới: thêm {formatNumber(added)}, bỏ {formatNumber(removed)}, dời {formatNumber(moved)}, giữ nguyên{' '}
        {formatNumber(unchanged)} lượt nhắc. Mỗi người nhận nhiều nhất một thư hằng ngày, gồm mọi lượt nhắc của ngày đó.
      </p>
      {effects.byRule.length === 0 ? null : <ByRule byRule={effects.byRule} />}
      {effects.first.length === 0 ? null : <First effects={effects} />}
    </>
  );
};
